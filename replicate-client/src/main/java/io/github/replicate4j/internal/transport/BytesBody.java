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

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * A body that is there as a whole.
 *
 * @param contentType what it is
 * @param bytes what is sent
 */
record BytesBody(MediaType contentType, byte[] bytes) implements RequestBody {

    @Override
    public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request) {
        return request.contentType(this.contentType)
                .contentLength(this.bytes.length)
                .body((message, context) -> BodyInserters.fromDataBuffers(
                                Mono.fromSupplier(() -> message.bufferFactory().wrap(this.bytes)))
                        .insert(message, context));
    }
}
