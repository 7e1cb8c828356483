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

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.http.BodyBytes;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response whose body has not been read yet.
 *
 * @param statusCode HTTP status
 * @param headers headers, read-only
 * @param body bytes, decompressed; to be read once, or released
 */
public record StreamedResponse(int statusCode, HttpHeaders headers, Flux<DataBuffer> body) {

    /** Close the connection without reading the body. */
    public Mono<Void> release() {
        return BodyBytes.discard(this.body);
    }

    @Override
    public String toString() {
        return "StreamedResponse[statusCode=" + this.statusCode + "]";
    }
}
