/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.internal.fault.FaultPlan;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The connection of a request, to send malformed responses and to break the connection.
 */
final class RawConnection {

    // Some clients discard unread data when the reset arrives.
    private static final long READ_TIME_MILLIS = 50;

    private final Channel channel;

    RawConnection(ServerHttpResponse response) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        List<Channel> found = new ArrayList<>(1);
        netty.withConnection(connection -> found.add(connection.channel()));
        this.channel = found.get(0);
    }

    /**
     * Return the thread of the connection. Responses are sent on this thread only: another thread might still be running when
     * the client has received the response and closes the emulator.
     */
    Scheduler thread() {
        return Schedulers.fromExecutor(this.channel.eventLoop());
    }

    /** Run an action when the connection is closed, or immediately if it already is. */
    void onClose(Runnable action) {
        this.channel.closeFuture().addListener(closed -> action.run());
    }

    <T> Mono<T> reset() {
        return run(this::closeWithReset);
    }

    /** Send a response without the second half of its body, then reset the connection. */
    <T> Mono<T> sendHalfAndReset(ApiResponse response) {
        return run(() -> sendHalf(response).addListener(sent -> resetAfterDelay()));
    }

    /** Reset the connection after a short delay, so that the client can read the data sent before. */
    <T> Mono<T> resetSoon() {
        return run(this::resetAfterDelay);
    }

    /** Send a response without the second half of its body, then close the connection. */
    <T> Mono<T> sendHalfAndClose(ApiResponse response) {
        return run(() -> sendHalf(response).addListener(sent -> this.channel.close()));
    }

    private <T> Mono<T> run(Runnable action) {
        // Never completes: the server ends the exchange when the connection is closed.
        return Mono.<T>never()
                .doOnSubscribe(subscription -> this.channel.eventLoop().execute(action));
    }

    private void resetAfterDelay() {
        this.channel.eventLoop().schedule(this::closeWithReset, READ_TIME_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Close the connection with a TCP reset. */
    private void closeWithReset() {
        this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
        this.channel.close();
    }

    private ChannelFuture sendHalf(ApiResponse response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head(response));
        bytes.writeBytes(FaultPlan.firstHalf(response.body()));
        // Written from the context of the codec, which therefore does not process it.
        ChannelHandlerContext codec = this.channel.pipeline().context(HttpServerCodec.class);
        return codec.writeAndFlush(Unpooled.wrappedBuffer(bytes.toByteArray()));
    }

    private static byte[] head(ApiResponse response) {
        HttpStatus status = HttpStatus.resolve(response.status());
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " ");
        head.append(status == null ? "Unknown" : status.getReasonPhrase()).append("\r\n");
        response.headers()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        head.append("Content-Length: ").append(response.content().length()).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
