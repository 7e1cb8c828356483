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

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The socket of an emulator. It has threads of its own, so that it shares nothing with a client in the same JVM. */
final class EmulatorServer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LoopResources threads = LoopResources.create("replicate-emulator-http", 1, 2, true);
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DisposableServer server;

    EmulatorServer(int port, HttpHandler handler) {
        try {
            this.server = HttpServer.create()
                    .host("127.0.0.1")
                    .port(port)
                    .runOn(this.threads)
                    .channelGroup(this.connections)
                    .handle(new ReactorHttpHandlerAdapter(handler))
                    .bindNow(PATIENCE);
        } catch (RuntimeException e) {
            this.threads.dispose();
            throw new IllegalStateException(
                    "The emulator cannot listen on port " + port + ": choose another one, or 0 for any that is free",
                    e);
        }
    }

    int port() {
        return this.server.port();
    }

    /** Lets nobody in any more, and ends all exchanges: a client that waits would otherwise hold the end up. */
    void disconnect() {
        this.server.channel().close().awaitUninterruptibly(PATIENCE.toMillis());
        this.connections.close().awaitUninterruptibly(PATIENCE.toMillis());
    }

    /** Ends the threads. */
    void close() {
        this.server.disposeNow(PATIENCE);
        this.threads.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }
}
