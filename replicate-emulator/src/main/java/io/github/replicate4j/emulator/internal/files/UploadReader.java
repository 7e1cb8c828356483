/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Upload;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Streams the parts of uploads to disk.
 */
public final class UploadReader {

    /** The largest file that can be uploaded, in bytes. */
    public static final long MAX_FILE = 100L << 20;

    private static final long MAX_BODY = MAX_FILE + (1L << 20);

    private static final int MAX_IN_MEMORY = 64 << 10;

    private static final int MAX_PARTS = 20;

    private static final int MAX_WAITING_BUFFERS = 16;

    // When a client disconnects, the parser emits two errors: one for the current part and one for the body. Nothing
    // subscribes to one of them any more, and Reactor would log it.
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private static final Consumer<Throwable> IGNORE = dropped -> {};

    private final TemporaryFolder folder;

    public UploadReader(TemporaryFolder folder) {
        this.folder = folder;
    }

    /**
     * Read the body of a request to its end, even if it is too large or invalid.
     *
     * @param observer receives each buffer before it is processed; it must not change the buffer
     */
    public Mono<Upload> read(ServerHttpRequest request, Consumer<DataBuffer> observer) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (type == null || !isForm(type)) {
            return request.getBody()
                    .doOnNext(observer)
                    .map(DataBufferUtils::release)
                    .then(Mono.just(invalidForm(type == null ? "it has no content type" : "it is " + type)));
        }
        LimitedBody body = new LimitedBody(request, observer);
        PartWriter writer = new PartWriter(this.folder);
        return reader().read(ResolvableType.forClass(PartEvent.class), body, Map.of())
                .doOnNext(writer::write)
                .then(Mono.fromSupplier(() -> writer.upload(body.isTooLarge() ? fileTooLarge() : null)))
                .doOnError(e -> writer.discard())
                .doOnCancel(writer::discard)
                .contextWrite(context -> context.put(DROPPED, IGNORE))
                .onErrorResume(e -> body.isTooLarge(), e -> Mono.just(invalid(fileTooLarge())))
                .onErrorResume(
                        UploadReader::isInvalidForm, e -> Mono.just(invalidForm(String.valueOf(e.getMessage()))));
    }

    private static boolean isInvalidForm(Throwable failure) {
        return failure instanceof DecodingException
                || failure instanceof DataBufferLimitException
                // The parser throws it for malformed headers of a part.
                || failure instanceof IllegalArgumentException;
    }

    private static boolean isForm(String contentType) {
        try {
            return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException ex) {
            return false;
        }
    }

    /** Return the error for an upload that is too large. */
    static ApiException fileTooLarge() {
        return new ApiException(ApiResponse.problem(413, "Content Too Large", "Files must be less than 100MB in size"));
    }

    private static Upload invalid(ApiException error) {
        return new Upload(List.of(), error);
    }

    private static Upload invalidForm(String reason) {
        return invalid(new ApiException(
                ApiResponse.problem(400, null, "Failed to parse request body as multipart/form-data: " + reason)));
    }

    // Not the reader of complete parts: it loses empty parts other than the last one.
    private static PartEventHttpMessageReader reader() {
        PartEventHttpMessageReader reader = new PartEventHttpMessageReader();
        reader.setMaxInMemorySize(MAX_IN_MEMORY);
        reader.setMaxParts(MAX_PARTS);
        return reader;
    }

    /** Truncates the body of a request that is too large. The rest is read and discarded. */
    private static final class LimitedBody extends ServerHttpRequestDecorator {

        private final Consumer<DataBuffer> observer;

        private volatile long read;

        LimitedBody(ServerHttpRequest request, Consumer<DataBuffer> observer) {
            super(request);
            this.observer = observer;
        }

        boolean isTooLarge() {
            return this.read > MAX_BODY;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            // Parsed and written on one thread, because the files are written with blocking calls.
            return super.getBody()
                    .<DataBuffer>handle((buffer, sink) -> {
                        this.observer.accept(buffer);
                        this.read = this.read + buffer.readableByteCount();
                        if (!isTooLarge()) {
                            sink.next(copied(buffer));
                        }
                        DataBufferUtils.release(buffer);
                    })
                    .publishOn(Schedulers.boundedElastic(), MAX_WAITING_BUFFERS);
        }

        // The parser does not release its remaining buffers when it is stopped.
        private static DataBuffer copied(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
        }
    }
}
