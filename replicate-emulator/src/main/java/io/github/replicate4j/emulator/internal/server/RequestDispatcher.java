/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.internal.fault.DefaultFaults;
import io.github.replicate4j.emulator.internal.fault.ErrorResponses;
import io.github.replicate4j.emulator.internal.fault.FaultPlan;
import io.github.replicate4j.emulator.internal.fault.FaultPlan.Ending;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.ResponseBody;
import io.github.replicate4j.emulator.request.Operation;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.channel.AbortedException;

/**
 * Processes every request: records it, applies faults, checks the token and the rate limit, calls the handler of the operation,
 * and sends the response.
 */
public final class RequestDispatcher {

    // Description: the samples of the file operations use the scheme Token, and all others use Bearer.
    private static final Pattern TOKEN = Pattern.compile("(?:Bearer|Token) +(\\S+) *", Pattern.CASE_INSENSITIVE);

    private final RequestReader reader;

    private final DefaultRequestJournal journal;

    private final DefaultFaults faults;

    private final RateLimiter rateLimiter;

    private final boolean enforceRateLimits;

    private final @Nullable String token;

    /**
     * Create a dispatcher.
     *
     * @param token the only accepted token, or null to accept all
     */
    public RequestDispatcher(
            RequestReader reader,
            DefaultRequestJournal journal,
            DefaultFaults faults,
            RateLimiter rateLimiter,
            boolean enforceRateLimits,
            @Nullable String token) {
        this.reader = reader;
        this.journal = journal;
        this.faults = faults;
        this.rateLimiter = rateLimiter;
        this.enforceRateLimits = enforceRateLimits;
        this.token = token;
    }

    /**
     * Process a request.
     *
     * @param operation the operation, or null if the path does not belong to any
     */
    public Mono<ServerResponse> dispatch(
            @Nullable Operation operation, ServerRequest request, OperationHandler handler) {
        FaultPlan fault = this.faults.take(operation);
        RawConnection connection = new RawConnection(request.exchange().getResponse());
        if (fault.ending() == Ending.RESET_BEFORE_REQUEST_READ) {
            this.journal.add(operation, this.reader.unread(request));
            return after(fault.delay()).then(connection.reset());
        }
        // There is no response to a client that disconnects while it sends its request.
        Mono<ReceivedRequest> complete =
                this.reader.read(operation, request).onErrorResume(AbortedException.class, ex -> Mono.empty());
        return complete.flatMap(received -> {
            DefaultRequestJournal.RecordedRequest recorded = this.journal.add(operation, received);
            Mono<ApiResponse> response = respond(operation, received, handler, fault)
                    .map(ready -> apply(fault, ready, connection))
                    .onErrorResume(
                            ex -> Mono.just(ApiResponse.problem(500, null, "The emulator itself failed: " + ex)));
            if (!fault.delay().isZero()) {
                response = response.delayUntil(ready -> after(fault.delay()));
            }
            return response.doOnTerminate(received::discardUpload)
                    .doOnCancel(received::discardUpload)
                    .publishOn(connection.thread())
                    .flatMap(ready -> {
                        if (fault.ending().sendsStatus()) {
                            recorded.status(ready.status());
                        }
                        return ResponseWriter.write(ready, fault, connection);
                    });
        });
    }

    private static ApiResponse apply(FaultPlan fault, ApiResponse response, RawConnection connection) {
        ApiResponse changed = fault.apply(response);
        if (response.content() instanceof ResponseBody.Events events
                && events.log().hasSource()) {
            if (changed.content() == events) {
                // Faults break the connection, and clients can disconnect, before the events are read.
                connection.onClose(events.log()::discard);
            } else {
                events.log().discard();
            }
        }
        return changed;
    }

    private Mono<ApiResponse> respond(
            @Nullable Operation operation, ReceivedRequest request, OperationHandler handler, FaultPlan fault) {
        ApiResponse replacement = fault.replacement();
        if (operation == null || !operation.isApi()) {
            return replacement == null ? execute(request, handler, fault) : Mono.just(replacement);
        }
        RateLimiter.Allowance allowance = this.rateLimiter.take(operation);
        Mono<ApiResponse> response;
        if (replacement != null) {
            response = Mono.just(replacement);
        } else if (fault.executesOperation()
                && operation.requiresToken()
                && !accepts(request.header(HttpHeaders.AUTHORIZATION))) {
            response = Mono.just(ApiException.unauthenticated().response());
        } else if (fault.executesOperation() && this.enforceRateLimits && allowance.exceeded()) {
            response = Mono.just(throttled(allowance));
        } else {
            response = execute(request, handler, fault);
        }
        return response.map(ready -> withRateLimit(ready, allowance));
    }

    private static ApiResponse withRateLimit(ApiResponse response, RateLimiter.Allowance allowance) {
        // A recorded response has its own.
        return response.headers().containsHeader("ratelimit-remaining")
                ? response
                : response.withHeader("ratelimit-remaining", Integer.toString(allowance.remaining()))
                        .withHeader("ratelimit-reset", Long.toString(allowance.resetSeconds()));
    }

    private boolean accepts(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        Matcher matcher = TOKEN.matcher(authorization);
        return matcher.matches() && (this.token == null || this.token.equals(matcher.group(1)));
    }

    private static Mono<ApiResponse> execute(ReceivedRequest request, OperationHandler handler, FaultPlan fault) {
        if (!fault.executesOperation()) {
            return Mono.just(ApiResponse.text(200, "text/plain", ""));
        }
        return Mono.defer(() -> handler.handle(request))
                .onErrorResume(ApiException.class, ex -> Mono.just(ex.response()));
    }

    private static ApiResponse throttled(RateLimiter.Allowance allowance) {
        return ErrorResponses.throttled(Duration.ofSeconds(allowance.retrySeconds()))
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retrySeconds()));
    }

    private static Mono<Void> after(Duration time) {
        return time.isZero() ? Mono.empty() : Mono.delay(time).then();
    }

    /** Return the thread of the connection, on which responses are sent. */
    public static Scheduler threadOf(ServerRequest request) {
        return new RawConnection(request.exchange().getResponse()).thread();
    }

    /** Respond to a request whose body is too large. */
    public static Mono<ServerResponse> tooLarge(DataBufferLimitException ex, ServerRequest request) {
        return ServerResponse.status(413)
                .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .bodyValue(ApiResponse.problem(413, null, "The emulator accepts request bodies of up to 32 MiB")
                        .body());
    }

    /** Executes an operation. */
    @FunctionalInterface
    public interface OperationHandler {

        Mono<ApiResponse> handle(ReceivedRequest request);
    }
}
