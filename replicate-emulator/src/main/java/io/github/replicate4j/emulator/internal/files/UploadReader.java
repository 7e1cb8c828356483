/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator.internal.files;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Upload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes an upload in, part by part, without ever having more than a little of it in memory. */
public final class UploadReader {

    /** The largest file that can be uploaded, in bytes. */
    public static final long MAX_FILE = 100L << 20;

    private static final long MAX_BODY = MAX_FILE + (1L << 20);
    private static final int MAX_IN_MEMORY = 64 << 10;
    private static final int MAX_PARTS = 20;

    // A client that goes away is an error to the parser twice over: for the part it was in, and for the whole. One of
    // the two has nobody to go to, and Reactor would write it to the log.
    private static final String DROPPED = "reactor.onErrorDropped.local";
    private static final Consumer<Throwable> NOTHING_TO_SAY = dropped -> {};

    private final TemporaryFolder folder;

    public UploadReader(TemporaryFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads the body of a request to its end, be it too long or not what it should be.
     *
     * @param watch is shown all that comes, before it is dealt with; it must leave the buffers as they are
     */
    public Mono<Upload> read(ServerHttpRequest request, Consumer<DataBuffer> watch) {
        MediaType type = request.getHeaders().getContentType();
        if (type == null || !MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type)) {
            return request.getBody()
                    .doOnNext(watch)
                    .doOnNext(DataBufferUtils::release)
                    .then(Mono.just(refusedAsNoForm("it is " + type)));
        }
        CappedBody body = new CappedBody(request, watch);
        List<Upload.Part> parts = new CopyOnWriteArrayList<>();
        return reader().read(ResolvableType.forClass(PartEvent.class), body, Map.of())
                .windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst((first, events) -> {
                    PartEvent head = first.get();
                    return head == null ? events.then() : stored(head, events, parts);
                }))
                .then(Mono.fromSupplier(() -> new Upload(parts, body.isTooLong() ? fileTooLarge() : null)))
                .doOnError(e -> new Upload(parts, null).discard())
                .doOnCancel(() -> new Upload(parts, null).discard())
                .contextWrite(context -> context.put(DROPPED, NOTHING_TO_SAY))
                .onErrorResume(e -> body.isTooLong(), e -> Mono.just(refused(fileTooLarge())))
                .onErrorResume(
                        e -> e instanceof DecodingException || e instanceof DataBufferLimitException,
                        e -> Mono.just(refusedAsNoForm(String.valueOf(e.getMessage()))));
    }

    /** What an upload is refused with that is too large. */
    static ApiException fileTooLarge() {
        return new ApiException(ApiResponse.problem(413, "Content Too Large", "Files must be less than 100MB in size"));
    }

    private static Upload refused(ApiException problem) {
        return new Upload(List.of(), problem);
    }

    private static Upload refusedAsNoForm(String reason) {
        return refused(new ApiException(
                ApiResponse.problem(400, null, "Failed to parse request body as multipart/form-data: " + reason)));
    }

    // Not the reader of whole parts: it loses a part without content that is not the last.
    private static PartEventHttpMessageReader reader() {
        PartEventHttpMessageReader reader = new PartEventHttpMessageReader();
        reader.setMaxInMemorySize(MAX_IN_MEMORY);
        reader.setMaxParts(MAX_PARTS);
        return reader;
    }

    private Mono<Void> stored(PartEvent head, Flux<PartEvent> events, List<Upload.Part> parts) {
        return Mono.fromCallable(this.folder::newFile)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(file -> {
                    // Noted before it is written, so that it is found if the client goes away in the middle.
                    parts.add(new Upload.Part(head.name(), filename(head), contentType(head), file));
                    return DataBufferUtils.write(events.map(PartEvent::content), file);
                });
    }

    private static @Nullable String filename(PartEvent part) {
        return part instanceof FilePartEvent file ? file.filename() : null;
    }

    private static @Nullable String contentType(PartEvent part) {
        return part.headers().getFirst("Content-Type");
    }

    /** A request whose body ends early if it is too long; what follows is read all the same, and thrown away. */
    private static final class CappedBody extends ServerHttpRequestDecorator {

        private final Consumer<DataBuffer> watch;
        private volatile long read;

        CappedBody(ServerHttpRequest request, Consumer<DataBuffer> watch) {
            super(request);
            this.watch = watch;
        }

        boolean isTooLong() {
            return this.read > MAX_BODY;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().handle((buffer, sink) -> {
                this.watch.accept(buffer);
                this.read = this.read + buffer.readableByteCount();
                if (!isTooLong()) {
                    sink.next(copied(buffer));
                }
                DataBufferUtils.release(buffer);
            });
        }

        // The parser does not release what it still has when it is stopped.
        private static DataBuffer copied(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
        }
    }
}
