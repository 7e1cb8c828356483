/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Finds the address that Reactor Netty is connected to. A separate class, because Reactor Netty is an optional dependency.
 */
final class ReactorNettyPeer {

    private ReactorNettyPeer() {}

    /** Return {@code null} for a request of another engine, and for the connection to a proxy. */
    static @Nullable SocketAddress address(Object nativeRequest) {
        return nativeRequest instanceof Connection connection
                        && connection.channel().pipeline().get(NettyPipeline.ProxyHandler) == null
                ? connection.channel().remoteAddress()
                : null;
    }
}
