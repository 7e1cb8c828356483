/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.HttpContentDecompressor;
import java.util.List;
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
                channel.id(), channel.metadata().hasDisconnect(), channel.config(), new GzipMemberDecoder());
    }

    /** Decodes one member of gzip content (RFC 1952). Another decoder replaces it if another member follows. */
    private static final class GzipMemberDecoder extends JdkZlibDecoder {

        private boolean started;

        GzipMemberDecoder() {
            super(ZlibWrapper.GZIP, 0);
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (isClosed() && in.isReadable()) {
                context.pipeline().replace(this, null, new GzipMemberDecoder());
                return;
            }
            this.started = true;
            super.decode(context, in, out);
        }

        /** The member is closed only after its checksum and its length have been verified. */
        @Override
        protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            super.decodeLast(context, in, out);
            if (this.started && !isClosed()) {
                throw new DecompressionException("The compressed content ends before its checksum");
            }
        }
    }
}
