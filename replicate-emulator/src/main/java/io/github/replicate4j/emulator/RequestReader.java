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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.files.UploadReader;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import io.github.replicate4j.emulator.http.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads requests to their end: into memory, or, if they are uploads, onto the disk. */
final class RequestReader {

    static final int MAX_BODY = 32 << 20;

    private static final int KEPT_OF_UPLOAD = 1 << 20;

    private final InstantSource clock;
    private final UploadReader uploads;

    RequestReader(InstantSource clock, UploadReader uploads) {
        this.clock = clock;
        this.uploads = uploads;
    }

    Mono<ReceivedRequest> read(@Nullable Operation operation, ServerRequest request) {
        if (operation != Operation.FILES_CREATE) {
            return DataBufferUtils.join(request.exchange().getRequest().getBody(), MAX_BODY)
                    .map(RequestReader::bytes)
                    .defaultIfEmpty(new byte[0])
                    .map(body -> received(request, body, null));
        }
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        return this.uploads
                .read(request.exchange().getRequest(), buffer -> keep(buffer, beginning))
                .map(upload -> received(request, beginning.toByteArray(), upload));
    }

    /** A request whose body is not read at all. */
    ReceivedRequest unread(ServerRequest request) {
        return received(request, new byte[0], null);
    }

    private ReceivedRequest received(ServerRequest request, byte[] body, @Nullable Upload upload) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(request.headers().asHttpHeaders());
        return new ReceivedRequest(
                request.method().name(),
                request.uri(),
                request.pathVariables(),
                request.queryParams(),
                headers,
                body,
                upload,
                this.clock.instant());
    }

    private static void keep(DataBuffer buffer, ByteArrayOutputStream beginning) {
        try (DataBuffer.ByteBufferIterator all = buffer.readableByteBuffers()) {
            while (all.hasNext() && beginning.size() < KEPT_OF_UPLOAD) {
                ByteBuffer next = all.next();
                byte[] bytes = new byte[Math.min(next.remaining(), KEPT_OF_UPLOAD - beginning.size())];
                next.get(bytes);
                beginning.writeBytes(bytes);
            }
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
