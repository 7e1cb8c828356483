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
import io.github.replicate4j.emulator.http.AnswerBody;
import io.github.replicate4j.emulator.stream.EventFrames;
import io.github.replicate4j.emulator.stream.StreamFault;
import io.github.replicate4j.emulator.stream.StreamReset;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends an answer, or breaks off while it does. */
final class AnswerWriter {

    private static final int READ = 64 << 10;

    private AnswerWriter() {}

    static Mono<ServerResponse> write(Answer answer, FaultPlan plan, RawConnection connection) {
        return switch (plan.ending()) {
            case COMPLETE, TRUNCATED_JSON -> complete(answer, plan.stream(), connection);
            case TORN_BODY -> connection.sendHalfAndClose(answer);
            case RESET_MID_BODY -> connection.sendHalfAndReset(answer);
            case RESET_BEFORE_REQUEST_READ, RESET_BEFORE_RESPONSE, LOST_RESPONSE -> connection.reset();
            case HANG -> Mono.never();
        };
    }

    private static Mono<ServerResponse> complete(Answer answer, StreamFault fault, RawConnection connection) {
        ServerResponse.BodyBuilder response =
                ServerResponse.status(answer.status()).headers(headers -> headers.putAll(answer.headers()));
        AnswerBody content = answer.content();
        if (content instanceof AnswerBody.Bytes bytes) {
            // A status 204 has no length.
            return bytes.length() == 0 && !answer.headers().containsHeader(HttpHeaders.CONTENT_TYPE)
                    ? response.build()
                    : response.contentLength(bytes.length()).bodyValue(bytes.beginning());
        }
        if (content instanceof AnswerBody.Stored stored) {
            return response.contentLength(stored.length())
                    .body((message, context) -> message.writeWith(
                            DataBufferUtils.read(stored.file(), DefaultDataBufferFactory.sharedInstance, READ)));
        }
        AnswerBody.Events events = (AnswerBody.Events) content;
        Flux<byte[]> frames = EventFrames.of(events.log(), events.lastEventId(), fault)
                .publishOn(connection.thread())
                .onErrorResume(StreamReset.class, reset -> connection.resetSoon());
        return response.body((message, context) -> message.writeAndFlushWith(
                frames.map(frame -> Mono.just(message.bufferFactory().wrap(frame)))));
    }
}
