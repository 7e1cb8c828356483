/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.ClassUtils;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Access to the connections of requests that Reactor Netty sends. It is an optional dependency; requests of other HTTP engines
 * have no accessible connection.
 */
public final class ReactorNettyRequests {

    private static final boolean PRESENT =
            ClassUtils.isPresent("reactor.netty.http.client.HttpClient", ReactorNettyRequests.class.getClassLoader());

    private ReactorNettyRequests() {}

    /** Pair a request that is about to be sent with its own response. */
    static void pair(ClientHttpRequest request) {
        if (PRESENT) {
            NettyConnections.pair(request.getNativeRequest());
        }
    }

    /**
     * Return the address to which a request is about to be sent.
     *
     * @return {@code null} for a request of another engine, and for the connection to a proxy
     */
    public static @Nullable SocketAddress peer(ClientHttpRequest request) {
        return PRESENT ? NettyConnections.peer(request.getNativeRequest()) : null;
    }

    /** Loaded only if Reactor Netty is present. */
    private static final class NettyConnections {

        static void pair(Object request) {
            if (request instanceof Connection connection) {
                HttpExchangeCodec.install(connection);
            }
        }

        static @Nullable SocketAddress peer(Object request) {
            return request instanceof Connection connection
                            && connection.channel().pipeline().get(NettyPipeline.ProxyHandler) == null
                    ? connection.channel().remoteAddress()
                    : null;
        }
    }
}
