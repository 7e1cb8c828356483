/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * The HTTP server of an emulator. It uses dedicated threads, so that it shares nothing with a client in the same JVM.
 */
public final class EmulatorServer {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final LoopResources threads = LoopResources.create("replicate-emulator-http", 1, 2, true);

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final DisposableServer server;

    public EmulatorServer(String host, int port, HttpHandler handler) {
        try {
            this.server = HttpServer.create()
                    .host(host)
                    .port(port)
                    .runOn(this.threads)
                    .channelGroup(this.connections)
                    .handle(new ReactorHttpHandlerAdapter(handler))
                    .bindNow(TIMEOUT);
        } catch (RuntimeException ex) {
            this.threads.dispose();
            throw new IllegalStateException(
                    "The emulator cannot listen on port " + port + ": choose another port, or 0 for any free one", ex);
        }
    }

    public int port() {
        return this.server.port();
    }

    /** Close the server socket and all connections. Otherwise, clients that wait for a response would delay the shutdown. */
    public void disconnect() {
        this.server.channel().close().awaitUninterruptibly(TIMEOUT.toMillis());
        this.connections.close().awaitUninterruptibly(TIMEOUT.toMillis());
    }

    /** Stop the threads. */
    public void close() {
        this.server.disposeNow(TIMEOUT);
        this.threads.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT);
    }
}
