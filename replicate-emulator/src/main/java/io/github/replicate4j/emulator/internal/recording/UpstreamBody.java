/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.http.Upload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;

/**
 * The body of a request to the API.
 *
 * @param contentType the content type, or null to send the one of the client
 */
record UpstreamBody(long length, @Nullable String contentType, Publisher<ByteBuf> content) {

    static UpstreamBody of(byte[] bytes) {
        return new UpstreamBody(bytes.length, null, Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)));
    }

    /** Create a body with the parts of an upload, which are read from disk while they are sent. */
    static UpstreamBody multipart(Upload upload) {
        String boundary = "replicate-emulator-" + UUID.randomUUID();
        List<Publisher<ByteBuf>> content = new ArrayList<>();
        long length = 0;
        for (Upload.Part part : upload.parts()) {
            byte[] head = head(part, boundary);
            content.add(bytes(head));
            content.add(ByteBufFlux.fromPath(part.file()));
            length += head.length + size(part);
        }
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        content.add(bytes(end));
        return new UpstreamBody(length + end.length, "multipart/form-data; boundary=" + boundary, Flux.concat(content));
    }

    private static byte[] head(Upload.Part part, String boundary) {
        StringBuilder head = new StringBuilder("\r\n--" + boundary + "\r\n");
        head.append("Content-Disposition: form-data; name=\"")
                .append(quoted(part.name()))
                .append('"');
        if (part.filename() != null) {
            head.append("; filename=\"").append(quoted(part.filename())).append('"');
        }
        if (part.contentType() != null) {
            head.append("\r\nContent-Type: ").append(part.contentType());
        }
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static long size(Upload.Part part) {
        try {
            return Files.size(part.file());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Publisher<ByteBuf> bytes(byte[] bytes) {
        return Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes));
    }
}
