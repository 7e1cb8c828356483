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

import io.github.replicate4j.internal.transport.Transport;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Endpoints of the API that this version of the client has no method for, reactive.
 *
 * @see Endpoints
 */
public final class AsyncEndpoints {

    private final Transport transport;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param transport carries the requests
     */
    public AsyncEndpoints(Transport transport) {
        this.transport = transport;
    }

    /**
     * Calls an endpoint and reads its answer as JSON.
     *
     * @param request what to send
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer
     * @see Endpoints#call(EndpointRequest, Class)
     */
    public <T> Mono<T> call(EndpointRequest request, Class<T> type) {
        return Mono.defer(() -> this.transport.send(request.toApiRequest(), type));
    }

    /**
     * Calls an endpoint whose answer says nothing beyond its status.
     *
     * @param request what to send
     * @return completes with success
     * @see Endpoints#call(EndpointRequest)
     */
    public Mono<Void> call(EndpointRequest request) {
        return Mono.defer(() -> this.transport.sendForStatus(request.toApiRequest()));
    }

    /**
     * Calls an endpoint and reads its answer as it comes.
     *
     * @param request what to send
     * @param read reads the answer
     * @param <T> what is made of it
     * @return what was made of it
     * @see Endpoints#stream(EndpointRequest, Function)
     */
    public <T> Mono<T> stream(EndpointRequest request, Function<AsyncStreamingResponse, Mono<T>> read) {
        return Mono.usingWhen(open(request), read, AsyncStreamingResponse::release);
    }

    Mono<AsyncStreamingResponse> open(EndpointRequest request) {
        return Mono.defer(() -> this.transport.open(request.toApiRequest())).map(AsyncStreamingResponse::new);
    }
}
