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

package io.github.replicate4j.endpoint;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An answer whose body is read as it comes, reactive.
 *
 * @see StreamingResponse
 */
public interface AsyncStreamingResponse {

    /**
     * Returns the HTTP status.
     *
     * @return status of a success
     */
    int statusCode();

    /**
     * Returns the headers of the answer.
     *
     * @return headers, read-only
     */
    HttpHeaders headers();

    /**
     * Reads the body as it comes. It can be read once.
     *
     * @return its bytes; whoever takes a buffer releases it
     * @see StreamingResponse#body()
     */
    Flux<DataBuffer> body();

    /**
     * Release the response without reading its body. Does nothing once the body is read.
     *
     * @return completes when the response is released
     */
    Mono<Void> release();
}
