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
import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Takes every request in: writes it down, lets faults have their way, checks token and rate, and sends the answer. */
final class Reception {

    private final RequestReader reader;
    private final RequestJournal journal;
    private final Faults faults;
    private final RateLimits rateLimits;
    private final boolean limited;
    private final TokenCheck tokens;

    Reception(
            EmulatorSettings settings,
            RequestReader reader,
            RequestJournal journal,
            Faults faults,
            RateLimits rateLimits) {
        this.reader = reader;
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
            this.journal.add(operation, this.reader.unread(request));
            return after(plan.delay()).then(connection.reset());
        }
        // A client that goes away in the middle of its request gets no answer.
        Mono<ReceivedRequest> whole =
                this.reader.read(operation, request).onErrorResume(AbortedException.class, gone -> Mono.empty());
        return whole.flatMap(received -> {
            RequestJournal.Line line = this.journal.add(operation, received);
            Mono<Answer> answer = answer(operation, received, handler, plan)
                    .map(plan::spoil)
                    .onErrorResume(e -> Mono.just(Answer.problem(500, null, "The emulator itself failed: " + e)));
            if (!plan.delay().isZero()) {
                answer = answer.delayUntil(ready -> after(plan.delay()));
            }
            return answer.doOnTerminate(received::discardUpload)
                    .doOnCancel(received::discardUpload)
                    .publishOn(connection.thread())
                    .flatMap(ready -> {
                        if (plan.ending().answers()) {
                            line.answered(ready.status());
                        }
                        return AnswerWriter.write(ready, plan, connection);
                    });
        });
    }

    private Mono<Answer> answer(
            @Nullable Operation operation, ReceivedRequest request, OperationHandler handler, FaultPlan plan) {
        Answer replacement = plan.replacement();
        if (operation == null || !operation.isApi()) {
            return replacement == null ? carryOut(request, handler, plan) : Mono.just(replacement);
        }
        RateLimits.Allowance allowance = this.rateLimits.take(operation);
        Mono<Answer> answer;
        if (replacement != null) {
            answer = Mono.just(replacement);
        } else if (plan.carriesOut()
                && operation.needsToken()
                && !this.tokens.passes(request.header(HttpHeaders.AUTHORIZATION))) {
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
