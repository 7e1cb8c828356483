/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.account.Account;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.http.RawResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * {@link ReactiveHealthIndicator} for Replicate. It requests the account of the token ({@code account.get}) and caches the result,
 * so that probes do not exhaust the rate limit. Concurrent checks share one request.
 *
 * @since 0.1.0
 */
public class ReplicateHealthIndicator implements ReactiveHealthIndicator {

    private static final Log logger = LogFactory.getLog(ReplicateHealthIndicator.class);

    /** The header Date has whole seconds, and a response takes time. */
    private static final Duration MIN_CLOCK_SKEW = Duration.ofSeconds(10);

    private static final Duration MAX_FAILURE_TIME_TO_LIVE = Duration.ofSeconds(5);

    private final AsyncReplicate replicate;

    private final ReplicateMode mode;

    private final String subject;

    private final Duration timeout;

    private final Clock clock;

    private final Mono<Health> cachedHealth;

    private volatile @Nullable Status previousStatus;

    /**
     * Create an indicator.
     *
     * @param replicate the client
     * @param mode server that the client connects to
     * @param timeout timeout of a check
     * @param timeToLive time for which the result {@code UP} is cached; other results are cached for at most 5 seconds
     */
    public ReplicateHealthIndicator(
            AsyncReplicate replicate, ReplicateMode mode, Duration timeout, Duration timeToLive) {
        this(replicate, mode, timeout, timeToLive, "Replicate");
    }

    /**
     * Create an indicator.
     *
     * @param subject what the log names, if not {@code Replicate}
     */
    ReplicateHealthIndicator(
            AsyncReplicate replicate, ReplicateMode mode, Duration timeout, Duration timeToLive, String subject) {
        this(replicate, mode, timeout, timeToLive, subject, Clock.systemUTC());
    }

    ReplicateHealthIndicator(
            AsyncReplicate replicate, ReplicateMode mode, Duration timeout, Duration timeToLive, Clock clock) {
        this(replicate, mode, timeout, timeToLive, "Replicate", clock);
    }

    private ReplicateHealthIndicator(
            AsyncReplicate replicate,
            ReplicateMode mode,
            Duration timeout,
            Duration timeToLive,
            String subject,
            Clock clock) {
        this.clock = clock;
        this.subject = subject;
        this.replicate = replicate;
        this.mode = mode;
        this.timeout = timeout;
        Duration failureTimeToLive =
                timeToLive.compareTo(MAX_FAILURE_TIME_TO_LIVE) < 0 ? timeToLive : MAX_FAILURE_TIME_TO_LIVE;
        this.cachedHealth = Mono.defer(this::check)
                .cache(
                        health -> health.getStatus().equals(Status.UP) ? timeToLive : failureTimeToLive,
                        failure -> failureTimeToLive,
                        () -> failureTimeToLive);
    }

    @Override
    public Mono<Health> health() {
        return this.cachedHealth;
    }

    private Mono<Health> check() {
        return Mono.defer(() -> {
                    AsyncReplicate client = this.replicate.withOptions(
                            options -> options.timeout(this.timeout).maxRetries(0));
                    return client.withRawResponse(recorded -> recorded.account().get());
                })
                .elapsed()
                .map(account -> up(account.getT2(), account.getT1()))
                .timeout(this.timeout.plusSeconds(1))
                .onErrorResume(failure -> Mono.just(failed(failure)))
                .doOnNext(this::log);
    }

    private Health up(RawResponse<Account> response, long millis) {
        Account account = response.value();
        Health.Builder health = Health.up().withDetail("mode", this.mode.toString());
        detail(health, "account", account.username());
        detail(health, "type", account.type());
        detail(health, "clockSkew", clockSkew(response.headers()));
        return health.withDetail("latency", millis + " ms").build();
    }

    /**
     * Return the difference between the clock of this machine and that of Replicate. Webhooks are rejected if it is larger than
     * {@code replicate.webhook.tolerance}.
     */
    private @Nullable String clockSkew(HttpHeaders headers) {
        long date;
        try {
            date = headers.getDate();
        } catch (IllegalArgumentException ex) {
            return null;
        }
        long millis = this.clock.millis() - date;
        if (date < 0 || Math.abs(millis) < MIN_CLOCK_SKEW.toMillis()) {
            return null;
        }
        return "this machine is " + Math.abs(millis) / 1_000 + " s " + (millis < 0 ? "behind" : "ahead");
    }

    private static void detail(Health.Builder health, String name, @Nullable Object value) {
        if (value != null) {
            health.withDetail(name, value);
        }
    }

    private Health failed(Throwable failure) {
        // Replicate responds, but its health is unknown.
        Health.Builder health = failure instanceof RateLimitException ? Health.unknown() : Health.down();
        health.withDetail("mode", this.mode.toString()).withDetail("reason", reason(failure));
        health.withDetail(
                "error",
                Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getName()));
        return health.build();
    }

    private static String reason(Throwable failure) {
        if (failure instanceof MissingTokenException) {
            return "no token";
        }
        if (failure instanceof AuthenticationException) {
            return "token rejected";
        }
        if (failure instanceof RateLimitException) {
            return "rate limited";
        }
        if (failure instanceof ApiStatusException response) {
            return "status " + response.statusCode();
        }
        if (failure instanceof ApiTimeoutException || failure instanceof TimeoutException) {
            return "timeout";
        }
        return failure instanceof ApiConnectionException ? "no connection" : "failed";
    }

    /** Log changes of the status, rather than every check. */
    private void log(Health health) {
        Status status = health.getStatus();
        Status previous = this.previousStatus;
        this.previousStatus = status;
        if (previous == null ? status.equals(Status.UP) : previous.equals(status)) {
            return;
        }
        if (status.equals(Status.UP)) {
            logger.info("Health of " + this.subject + " is UP again");
        } else {
            logger.warn("Health of " + this.subject + " is " + status + ": "
                    + health.getDetails().get("error"));
        }
    }
}
