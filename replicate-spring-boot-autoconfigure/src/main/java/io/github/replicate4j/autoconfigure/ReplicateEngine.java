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

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.error.ReplicateException;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;

/**
 * An HTTP engine that is made when it is first needed, and not at all to be closed: an application starts sooner without
 * one.
 */
final class ReplicateEngine implements ClientHttpConnector {

    private final Supplier<Running> source;

    private volatile @Nullable Running running;

    private boolean closed;

    ReplicateEngine(Supplier<Running> source) {
        this.source = source;
    }

    @Override
    public Mono<ClientHttpResponse> connect(
            HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
        Running running = this.running;
        ClientHttpConnector connector = running != null ? running.connector() : start();
        return connector.connect(method, uri, requestCallback);
    }

    /**
     * Makes the engine, if it is not there yet.
     *
     * @throws ReplicateException if it was closed before it was needed
     */
    synchronized ClientHttpConnector start() {
        Running running = this.running;
        if (running == null) {
            if (this.closed) {
                throw new ReplicateException("This client has been closed: make another one.", null);
            }
            running = this.source.get();
            this.running = running;
        }
        return running.connector();
    }

    /** Closes the engine, if there is one. */
    synchronized void close() {
        this.closed = true;
        Running running = this.running;
        if (running != null) {
            running.close().run();
        }
    }

    /**
     * An engine at work.
     *
     * @param connector carries requests
     * @param close ends it
     */
    record Running(ClientHttpConnector connector, Runnable close) {}
}
