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

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import java.util.function.Function;

/**
 * Endpoints of the API that this version of the client has no method for. The token, the options of the client, retries,
 * time-outs and errors are those of every other call.
 */
public final class Endpoints {

    private final AsyncEndpoints async;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param async does the work
     */
    public Endpoints(AsyncEndpoints async) {
        this.async = async;
    }

    /**
     * Calls an endpoint and reads its answer as JSON.
     *
     * @param request what to send
     * @param type what the answer is: a record, a {@link java.util.Map}, an array
     * @param <T> what the answer is
     * @return the answer
     * @throws IllegalArgumentException if the body cannot be written as JSON
     * @throws ReplicateException if it fails, as any other call
     */
    public <T> T call(EndpointRequest request, Class<T> type) {
        return Blocking.value(this.async.call(request, type));
    }

    /**
     * Calls an endpoint whose answer says nothing beyond its status.
     *
     * @param request what to send
     * @throws IllegalArgumentException if the body cannot be written as JSON
     * @throws ReplicateException if it fails, as any other call
     */
    public void call(EndpointRequest request) {
        Blocking.get(this.async.call(request));
    }

    /**
     * Calls an endpoint and reads its answer as it comes, however long it is. The connection is let go when reading ends.
     *
     * @param request what to send
     * @param read reads the answer, on the thread that calls
     * @param <T> what is made of it
     * @return what was made of it
     * @throws IllegalArgumentException if the body cannot be written as JSON
     * @throws ReplicateException if it fails, as any other call
     */
    public <T> T stream(EndpointRequest request, Function<StreamingResponse, T> read) {
        StreamingResponse response =
                Blocking.value(this.async.open(request).map(StreamingResponse::new), StreamingResponse::close);
        try {
            return read.apply(response);
        } finally {
            response.close();
        }
    }
}
