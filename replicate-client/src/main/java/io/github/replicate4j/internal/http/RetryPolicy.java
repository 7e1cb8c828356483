/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Decides whether and when a failed request is sent again.
 *
 * <p>A request that is not idempotent is sent again only if it was never written, or if Replicate rejected it with 429
 * before it was processed. Otherwise a retry could create, and bill, a second prediction.
 */
public final class RetryPolicy extends Retry {

    private final RetrySettings settings;

    private final BooleanSupplier idempotent;

    private final Predicate<Throwable> resendable;

    /** Create a policy for a request without restrictions on its body. */
    public RetryPolicy(RetrySettings settings, BooleanSupplier idempotent) {
        this(settings, idempotent, failure -> true);
    }

    /**
     * Create a policy.
     *
     * @param resendable whether the request can be sent again after a failure; {@code false} if its body has been consumed
     */
    public RetryPolicy(RetrySettings settings, BooleanSupplier idempotent, Predicate<Throwable> resendable) {
        this.settings = settings;
        this.idempotent = idempotent;
        this.resendable = resendable;
    }

    /** Return whether a failure is transient, so that an idempotent request may succeed when it is sent again. */
    public static boolean isTransient(Throwable failure) {
        return isRetryable(failure, true);
    }

    @Override
    public Publisher<?> generateCompanion(Flux<RetrySignal> signals) {
        return signals.concatMap(signal -> {
            Throwable failure = signal.failure();
            Duration delay = signal.totalRetries() < this.settings.maxRetries()
                    ? delay(failure, (int) signal.totalRetries())
                    : null;
            return delay == null ? Mono.error(failure) : Mono.delay(delay);
        });
    }

    private @Nullable Duration delay(Throwable failure, int previousRetries) {
        if (!this.resendable.test(failure) || !isRetryable(failure, this.idempotent.getAsBoolean())) {
            return null;
        }
        Duration requested = failure instanceof ApiStatusException response
                ? RetryAfter.of(response.headers(), response.body(), Instant.now())
                : null;
        if (requested == null) {
            return backoff(previousRetries);
        }
        return requested.compareTo(this.settings.maxServerDelay()) > 0 ? null : requested;
    }

    static boolean isRetryable(Throwable failure, boolean idempotent) {
        if (failure instanceof ApiStatusException response) {
            if ("false".equalsIgnoreCase(response.headers().getFirst("x-should-retry"))) {
                return false;
            }
            return switch (response.statusCode()) {
                case 429 -> true;
                case 408, 409 -> idempotent;
                default -> idempotent && (response.statusCode() >= 500 || response.statusCode() < 200);
            };
        }
        return failure instanceof ApiConnectionException connection && (idempotent || !connection.requestSent());
    }

    /** Exponential, with a jitter of up to a quarter so that clients that failed together do not retry together. */
    private Duration backoff(int previousRetries) {
        double factor = Math.pow(2, Math.min(previousRetries, 30));
        double millis = Math.min(
                this.settings.initialDelay().toMillis() * factor,
                this.settings.maxDelay().toMillis());
        return Duration.ofMillis(
                Math.round(millis * (1 - ThreadLocalRandom.current().nextDouble(0.25))));
    }
}
