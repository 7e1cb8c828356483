/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.internal.content.ContentSource;
import io.github.replicate4j.internal.content.FileReadErrors;
import io.github.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The {@code multipart/form-data} body of an upload, which reads the file while it is sent. Spring's multipart writer does
 * not set a content length, even if the size of the file is known.
 */
final class Multipart {

    private final String boundary = "replicate4j-" + UUID.randomUUID();

    private final FileUpload file;

    private final ContentSource source;

    private final @Nullable Long size;

    private final String label;

    private final byte[] head;

    private final byte[] tail;

    /**
     * Create a body.
     *
     * @param size the size of the file in bytes, or {@code null} if it is unknown
     * @throws IllegalArgumentException if the metadata cannot be written as JSON
     */
    Multipart(FileUpload file, ContentSource source, @Nullable Long size, String label) {
        this.file = file;
        this.source = source;
        this.size = size;
        this.label = label;
        this.head = utf8("--" + this.boundary + "\r\nContent-Disposition: form-data; name=\"content\"; filename=\""
                + quoted(file.filename()) + "\"\r\nContent-Type: " + file.contentType() + "\r\n\r\n");
        this.tail = utf8("\r\n" + metadata() + "--" + this.boundary + "--\r\n");
    }

    /** Sends non-ASCII names as UTF-8: RFC 7578 does not allow the encodings of other headers. */
    private static String quoted(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String metadata() {
        if (this.file.metadata().isEmpty()) {
            return "";
        }
        return "--" + this.boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + new String(Json.write(this.file.metadata()), StandardCharsets.UTF_8) + "\r\n";
    }

    MediaType contentType() {
        return MediaType.parseMediaType("multipart/form-data;boundary=" + this.boundary);
    }

    @Nullable
    Long length() {
        return this.size == null ? null : this.head.length + this.size + this.tail.length;
    }

    Flux<DataBuffer> body() {
        return Flux.concat(chunk(this.head), content(), chunk(this.tail))
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    private static Mono<DataBuffer> chunk(byte[] bytes) {
        return Mono.fromSupplier(() -> DefaultDataBufferFactory.sharedInstance.wrap(bytes));
    }

    private Flux<DataBuffer> content() {
        Flux<DataBuffer> content = this.source.read();
        Long size = this.size;
        return (size == null ? content : Flux.defer(() -> exactly(content, size)))
                .onErrorMap(Exception.class, failure -> FileReadErrors.whileSending(this.label, failure));
    }

    /** The body must have the announced length, but a file may change while it is sent. */
    private Flux<DataBuffer> exactly(Flux<DataBuffer> content, long size) {
        AtomicLong read = new AtomicLong();
        return content.<DataBuffer>handle((buffer, sink) -> {
                    if (read.addAndGet(buffer.readableByteCount()) > size) {
                        DataBufferUtils.release(buffer);
                        sink.error(changed("more than the " + size + " bytes"));
                    } else {
                        sink.next(buffer);
                    }
                })
                .concatWith(Mono.defer(() -> read.get() < size
                        ? Mono.error(changed("only " + read + " of the " + size + " bytes"))
                        : Mono.empty()));
    }

    private ReplicateException changed(String difference) {
        return new ReplicateException(
                this.label + " changed while it was being sent: it has " + difference
                        + " that it had before. It was not uploaded.",
                null);
    }
}
