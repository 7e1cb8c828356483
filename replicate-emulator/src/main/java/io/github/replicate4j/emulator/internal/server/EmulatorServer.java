/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.internal.tls.SelfSignedCertificate;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
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

    /** A machine that is busy can take long to start the first threads. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 10;

    private final LoopResources threads = LoopResources.create("replicate-emulator-http", 1, 2, true);

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final List<DisposableServer> servers;

    /**
     * Start the server.
     *
     * @param hosts the addresses to listen on. All but the first are omitted if this machine does not have them
     * @param port the port, which is the same for all addresses, or 0 for any free one
     * @param certificate the certificate, or null for plain HTTP
     * @throws IllegalStateException if the port is in use or the first address is not one of this machine
     */
    public EmulatorServer(
            List<String> hosts, int port, @Nullable SelfSignedCertificate certificate, HttpHandler handler) {
        HttpServer http = HttpServer.create()
                .runOn(this.threads)
                .channelGroup(this.connections)
                .handle(new ReactorHttpHandlerAdapter(handler));
        if (certificate != null) {
            SslContext tls = context(certificate);
            // Redirects plain HTTP, for which Netty would otherwise log an exception.
            http = http.secure(spec -> spec.sslContext(tls), true);
        }
        try {
            this.servers = bind(http, hosts, port);
        } catch (RuntimeException ex) {
            this.threads.dispose();
            throw ex;
        }
    }

    private static SslContext context(SelfSignedCertificate certificate) {
        try {
            return SslContextBuilder.forServer(certificate.privateKey(), certificate.certificate())
                    .build();
        } catch (SSLException ex) {
            throw new IllegalStateException("The emulator cannot use its certificate: " + ex.getMessage(), ex);
        }
    }

    private static List<DisposableServer> bind(HttpServer http, List<String> hosts, int port) {
        for (int attempt = 1; ; attempt++) {
            List<DisposableServer> bound = new ArrayList<>();
            try {
                for (String host : hosts) {
                    bind(http, host, bound.isEmpty() ? port : bound.get(0).port(), bound);
                }
                return bound;
            } catch (IllegalStateException ex) {
                bound.forEach(server -> server.disposeNow(TIMEOUT));
                // A port that is free for one address can be in use for another one.
                if (port != 0 || bound.isEmpty() || attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    private static void bind(HttpServer http, String host, int port, List<DisposableServer> bound) {
        try {
            bound.add(http.host(host).port(port).bindNow(START_TIMEOUT));
        } catch (RuntimeException ex) {
            String reason = reason(ex);
            boolean inUse = reason.contains("in use");
            if (inUse || bound.isEmpty()) {
                throw new IllegalStateException(
                        "The emulator cannot listen on port " + port + " of " + host + ": " + reason
                                + (inUse ? ". Choose another port, or 0 for any free one" : ""),
                        ex);
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    public int port() {
        return this.servers.get(0).port();
    }

    /** Accept no further connections, and wait until all responses have been sent, or until the limit is exceeded. */
    public void drain(Duration limit) {
        // The first one waits for the connections of all.
        this.servers.stream().skip(1).forEach(EmulatorServer::stopListening);
        try {
            this.servers.get(0).disposeNow(limit);
        } catch (IllegalStateException ex) {
            // Some responses take longer.
        }
    }

    /** Close the server sockets and all connections. Otherwise, clients that wait for a response would delay the shutdown. */
    public void disconnect() {
        this.servers.forEach(EmulatorServer::stopListening);
        this.connections.close().awaitUninterruptibly(TIMEOUT.toMillis());
    }

    private static void stopListening(DisposableServer server) {
        server.channel().close().awaitUninterruptibly(TIMEOUT.toMillis());
    }

    /** Stop the threads. */
    public void close() {
        try {
            this.servers.forEach(server -> server.disposeNow(TIMEOUT));
        } finally {
            this.threads.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT);
        }
    }
}
