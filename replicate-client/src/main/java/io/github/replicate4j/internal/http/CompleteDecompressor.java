/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Decompresses responses, and fails if gzip content is incomplete. The decompressor of Netty accepts content that ends before
 * its checksum.
 */
final class CompleteDecompressor extends HttpContentDecompressor {

    private CompleteDecompressor() {
        super(false, 0);
    }

    /** Replace the decompressor of Reactor Netty, if there is one. */
    static void install(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.HttpDecompressor) != null) {
            pipeline.replace(
                    NettyPipeline.HttpDecompressor, NettyPipeline.HttpDecompressor, new CompleteDecompressor());
        }
    }

    @Override
    protected @Nullable EmbeddedChannel newContentDecoder(String contentEncoding) throws Exception {
        if (!contentEncoding.equalsIgnoreCase("gzip") && !contentEncoding.equalsIgnoreCase("x-gzip")) {
            return super.newContentDecoder(contentEncoding);
        }
        Channel channel = this.ctx.channel();
        return new EmbeddedChannel(
                channel.id(), channel.metadata().hasDisconnect(), channel.config(), new GzipDecoder());
    }
}
