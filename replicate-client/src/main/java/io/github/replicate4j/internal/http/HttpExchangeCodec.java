/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpClientUpgradeHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * The HTTP/1.1 codec of a Reactor Netty connection, which pairs each request with its own response. Reactor Netty takes an
 * interim response such as 103 for the response and reuses the connection, on which the final response follows. It also
 * reuses a connection on which more bytes arrived than the response has.
 *
 * <p>This codec skips interim responses, and closes the connection when bytes arrive that belong to no response.
 */
final class HttpExchangeCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {

    private static final int MAX_HEAD_SIZE = 64 * 1024;

    /** Method of the request whose response is due. */
    private @Nullable HttpMethod pending;

    HttpExchangeCodec() {
        init(
                new ResponseDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_HEAD_SIZE)
                        .setMaxHeaderSize(MAX_HEAD_SIZE)),
                new HttpRequestEncoder());
    }

    /**
     * Replace the codec of a connection by this one. Called on the event loop, before a request is written.
     *
     * @param connection the connection; a connection with another protocol, or one that may change to it, is left unchanged
     */
    static void install(Connection connection) {
        ChannelPipeline pipeline = connection.channel().pipeline();
        HttpClientCodec codec = pipeline.get(HttpClientCodec.class);
        if (codec != null && pipeline.get(HttpClientUpgradeHandler.class) == null) {
            pipeline.replace(codec, NettyPipeline.HttpCodec, new HttpExchangeCodec());
            CompleteDecompressor.install(pipeline);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest request) {
            this.pending = request.method();
        }
        super.write(context, message, promise);
    }

    private final class ResponseDecoder extends HttpResponseDecoder {

        private boolean interim;

        private boolean skipped;

        ResponseDecoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage response) {
            return HttpMethod.HEAD.equals(HttpExchangeCodec.this.pending) || super.isContentAlwaysEmpty(response);
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (HttpExchangeCodec.this.pending == null) {
                in.skipBytes(in.readableBytes());
                context.close();
                return;
            }
            int next = out.size();
            super.decode(context, in, out);
            while (next < out.size()) {
                Object decoded = out.get(next);
                if (decoded instanceof HttpResponse response) {
                    onHead(context, response.status());
                }
                boolean last = decoded instanceof LastHttpContent;
                if (this.interim) {
                    ReferenceCountUtil.release(out.remove(next));
                    this.interim = !last;
                    this.skipped = true;
                    continue;
                }
                if (last) {
                    onResponse(context, in.isReadable());
                }
                next++;
            }
        }

        private void onHead(ChannelHandlerContext context, HttpResponseStatus status) {
            boolean upgrade = HttpResponseStatus.SWITCHING_PROTOCOLS.equals(status);
            this.interim = status.codeClass() == HttpStatusClass.INFORMATIONAL && !upgrade;
            if (upgrade) {
                Connection.from(context.channel()).markPersistent(false);
            }
        }

        private void onResponse(ChannelHandlerContext context, boolean surplus) {
            HttpExchangeCodec.this.pending = null;
            if (surplus) {
                Connection.from(context.channel()).markPersistent(false);
            }
        }

        /** Reads on after a skipped response, because only that response was requested. */
        @Override
        public void channelReadComplete(ChannelHandlerContext context) throws Exception {
            super.channelReadComplete(context);
            if (this.skipped) {
                this.skipped = false;
                context.read();
            }
        }
    }
}
