/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import io.netty.buffer.ByteBuf;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/** An HTTP server on a free port of the loopback address. */
abstract class LocalServer implements AutoCloseable {

    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").route(this::route).bindNow();

    abstract void route(HttpServerRoutes routes);

    /**
     * Return the URL of the server.
     *
     * @return URL without a path
     */
    public String origin() {
        return "http://127.0.0.1:" + this.server.port();
    }

    /** Stop the server. */
    @Override
    public void close() {
        this.server.disposeNow();
    }

    static Publisher<Void> json(HttpServerResponse response, int status, ByteBuf json) {
        return response.status(status)
                .header("Content-Type", "application/json")
                .header("Content-Length", String.valueOf(json.readableBytes()))
                .send(Mono.fromSupplier(json::retainedDuplicate));
    }
}
