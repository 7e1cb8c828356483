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

import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Endpoints of the API that this version of the client has no method for, reactive.
 *
 * @see Endpoints
 */
public interface AsyncEndpoints {

    /**
     * Calls an endpoint and reads its answer as JSON.
     *
     * @param request what to send
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @see Endpoints#call(EndpointRequest, Class)
     */
    <T> Mono<T> call(EndpointRequest request, Class<T> type);

    /**
     * Calls an endpoint whose answer says nothing beyond its status.
     *
     * @param request what to send
     * @return completes with success
     * @see Endpoints#call(EndpointRequest)
     */
    Mono<Void> call(EndpointRequest request);

    /**
     * Calls an endpoint and reads its answer as it comes.
     *
     * @param request what to send
     * @param read reads the answer
     * @param <T> what is made of it
     * @return what was made of it
     * @see Endpoints#stream(EndpointRequest, Function)
     */
    <T> Mono<T> stream(EndpointRequest request, Function<AsyncStreamingResponse, Mono<T>> read);

    /**
     * Call an endpoint and open its response without reading the body. The caller must read the body or
     * {@linkplain AsyncStreamingResponse#release() release} the response: its connection stays in use until then.
     *
     * @param request what to send
     * @return the response
     */
    Mono<AsyncStreamingResponse> open(EndpointRequest request);
}
