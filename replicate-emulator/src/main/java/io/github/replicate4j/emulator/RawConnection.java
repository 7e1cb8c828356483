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

import io.github.replicate4j.emulator.http.Answer;
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

/** The connection of a request, past HTTP: to send what no server would, and to break it. */
final class RawConnection {

    // Some clients throw away what they have not read yet when the reset arrives.
    private static final long TIME_TO_READ_MILLIS = 50;

    private final Channel channel;

    RawConnection(ServerHttpResponse response) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        List<Channel> found = new ArrayList<>(1);
        netty.withConnection(connection -> found.add(connection.channel()));
        this.channel = found.get(0);
    }

    /**
     * The thread of the connection. Answers are sent from there only: any other could still be at it when the client
     * has the answer already and closes the emulator.
     */
    Scheduler thread() {
        return Schedulers.fromExecutor(this.channel.eventLoop());
    }

    /** Resets the connection. */
    <T> Mono<T> reset() {
        return with(this::close);
    }

    /** Sends an answer that breaks off in the middle of its body, and resets the connection. */
    <T> Mono<T> sendHalfAndReset(Answer answer) {
        return with(() -> sendHalf(answer).addListener(sent -> closeSoon()));
    }

    /** Resets the connection when what was sent before has had time to arrive. */
    <T> Mono<T> resetSoon() {
        return with(this::closeSoon);
    }

    /** Sends an answer that breaks off in the middle of its body, and closes the connection. */
    <T> Mono<T> sendHalfAndClose(Answer answer) {
        return with(() -> sendHalf(answer).addListener(sent -> this.channel.close()));
    }

    private <T> Mono<T> with(Runnable action) {
        // Nothing follows: the server gives the exchange up when the connection is gone.
        return Mono.<T>never()
                .doOnSubscribe(subscription -> this.channel.eventLoop().execute(action));
    }

    private void closeSoon() {
        this.channel.eventLoop().schedule(this::close, TIME_TO_READ_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Closes without farewell. */
    private void close() {
        this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
        this.channel.close();
    }

    private ChannelFuture sendHalf(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head(answer));
        bytes.writeBytes(FaultPlan.half(answer.body()));
        // Written from the codec's place outwards, so that it does not get to see it.
        ChannelHandlerContext codec = this.channel.pipeline().context(HttpServerCodec.class);
        return codec.writeAndFlush(Unpooled.wrappedBuffer(bytes.toByteArray()));
    }

    private static byte[] head(Answer answer) {
        HttpStatus known = HttpStatus.resolve(answer.status());
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " ");
        head.append(known == null ? "Unknown" : known.getReasonPhrase()).append("\r\n");
        answer.headers()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        head.append("Content-Length: ").append(answer.content().length()).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
