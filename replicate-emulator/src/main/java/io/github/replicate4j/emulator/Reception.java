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

import io.github.replicate4j.emulator.FaultPlan.Ending;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Takes every request in: writes it down, lets faults have their way, checks token and rate, and sends the answer. */
final class Reception {

    private static final int MAX_BODY = 32 << 20;

    private final EmulatorClock clock;
    private final RequestJournal journal;
    private final Faults faults;
    private final RateLimits rateLimits;
    private final boolean limited;
    private final TokenCheck tokens;

    Reception(EmulatorSettings settings, RequestJournal journal, Faults faults, RateLimits rateLimits) {
        this.clock = settings.clock();
        this.journal = journal;
        this.faults = faults;
        this.rateLimits = rateLimits;
        this.limited = settings.enforceRateLimits();
        this.tokens = new TokenCheck(settings.token());
    }

    /** Answers a request for an operation, or for a path that is none. */
    Mono<ServerResponse> receive(@Nullable Operation operation, ServerRequest request, OperationHandler handler) {
        FaultPlan plan = this.faults.take(operation);
        RawConnection connection = new RawConnection(request.exchange().getResponse());
        if (plan.ending() == Ending.RESET_BEFORE_REQUEST_READ) {
            this.journal.add(received(operation, request, new byte[0]));
            return after(plan.delay()).then(connection.reset());
        }
        return body(request).flatMap(body -> {
            ReceivedRequest received = received(operation, request, body);
            RequestJournal.Line line = this.journal.add(received);
            Mono<Answer> answer = answer(received, handler, plan)
                    .map(plan::spoil)
                    .onErrorResume(e -> Mono.just(Answer.problem(500, null, "The emulator itself failed: " + e)));
            if (!plan.delay().isZero()) {
                answer = answer.delayUntil(ready -> after(plan.delay()));
            }
            return answer.publishOn(connection.thread()).flatMap(ready -> send(ready, plan.ending(), connection, line));
        });
    }

    private Mono<Answer> answer(ReceivedRequest request, OperationHandler handler, FaultPlan plan) {
        Answer replacement = plan.replacement();
        Operation operation = request.operation();
        if (operation == null || !operation.isApi()) {
            return replacement == null ? carryOut(request, handler, plan) : Mono.just(replacement);
        }
        RateLimits.Allowance allowance = this.rateLimits.take(operation);
        Mono<Answer> answer;
        if (replacement != null) {
            answer = Mono.just(replacement);
        } else if (plan.carriesOut() && !this.tokens.passes(request.header(HttpHeaders.AUTHORIZATION))) {
            answer = Mono.just(ApiProblem.unauthenticated().answer());
        } else if (plan.carriesOut() && this.limited && allowance.exceeded()) {
            answer = Mono.just(throttled(allowance));
        } else {
            answer = carryOut(request, handler, plan);
        }
        return answer.map(ready -> ready.withHeader("ratelimit-remaining", Integer.toString(allowance.remaining()))
                .withHeader("ratelimit-reset", Long.toString(allowance.resetSeconds())));
    }

    private static Mono<Answer> carryOut(ReceivedRequest request, OperationHandler handler, FaultPlan plan) {
        if (!plan.carriesOut()) {
            return Mono.just(Answer.text(200, "text/plain", ""));
        }
        return Mono.defer(() -> handler.handle(request))
                .onErrorResume(ApiProblem.class, problem -> Mono.just(problem.answer()));
    }

    private static Answer throttled(RateLimits.Allowance allowance) {
        Duration pause = Duration.ofSeconds(allowance.retrySeconds());
        return FaultAnswers.throttled(pause)
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retrySeconds()));
    }

    private static Mono<ServerResponse> send(
            Answer answer, Ending ending, RawConnection connection, RequestJournal.Line line) {
        return switch (ending) {
            case COMPLETE, TRUNCATED_JSON -> {
                line.answered(answer.status());
                yield ServerResponse.status(answer.status())
                        .headers(headers -> headers.putAll(answer.headers()))
                        .contentLength(answer.body().length)
                        .bodyValue(answer.body());
            }
            case TORN_BODY -> {
                line.answered(answer.status());
                yield connection.sendHalfAndClose(answer);
            }
            case RESET_MID_BODY -> {
                line.answered(answer.status());
                yield connection.sendHalfAndReset(answer);
            }
            case RESET_BEFORE_REQUEST_READ, RESET_BEFORE_RESPONSE, LOST_RESPONSE -> connection.reset();
            case HANG -> Mono.never();
        };
    }

    private ReceivedRequest received(@Nullable Operation operation, ServerRequest request, byte[] body) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(request.headers().asHttpHeaders());
        return new ReceivedRequest(
                operation,
                request.method().name(),
                request.uri(),
                request.pathVariables(),
                request.queryParams(),
                headers,
                body,
                this.clock.now());
    }

    private static Mono<byte[]> body(ServerRequest request) {
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), MAX_BODY)
                .map(Reception::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> after(Duration time) {
        return time.isZero() ? Mono.empty() : Mono.delay(time).then();
    }

    /** What is sent when a body is too large to be taken in. */
    static Mono<ServerResponse> tooLarge(DataBufferLimitException e, ServerRequest request) {
        return ServerResponse.status(413)
                .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .header(HttpHeaders.CONNECTION, "close")
                .bodyValue(Answer.problem(413, null, "The emulator takes request bodies of up to 32 MiB")
                        .body());
    }

    /** Carries an operation out. */
    @FunctionalInterface
    interface OperationHandler {

        Mono<Answer> handle(ReceivedRequest request);
    }
}
