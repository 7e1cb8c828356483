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

package io.github.replicate4j.internal.transport;

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
 * Decides whether a failed request is sent again, and when.
 *
 * <p>The rule that guards other people's money: a request that must not be repeated is sent again only if it was never
 * written, or if Replicate turned it away with 429 before it did anything.
 */
final class RetryPolicy extends Retry {

    private final RetrySettings settings;

    private final BooleanSupplier repeatable;

    private final Predicate<Throwable> possible;

    RetryPolicy(RetrySettings settings, BooleanSupplier repeatable) {
        this(settings, repeatable, failure -> true);
    }

    /** What cannot be sent again, because its body has gone, is not, whatever the answer was. */
    RetryPolicy(RetrySettings settings, BooleanSupplier repeatable, Predicate<Throwable> possible) {
        this.settings = settings;
        this.repeatable = repeatable;
        this.possible = possible;
    }

    @Override
    public Publisher<?> generateCompanion(Flux<RetrySignal> failures) {
        return failures.concatMap(failure -> {
            Throwable cause = failure.failure();
            Duration delay = failure.totalRetries() < this.settings.maxRetries()
                    ? delay(cause, (int) failure.totalRetries())
                    : null;
            return delay == null ? Mono.error(cause) : Mono.delay(delay);
        });
    }

    private @Nullable Duration delay(Throwable failure, int retriesSoFar) {
        if (!this.possible.test(failure) || !mayRepeat(failure, this.repeatable.getAsBoolean())) {
            return null;
        }
        Duration asked = failure instanceof ApiStatusException answered
                ? RetryAfter.of(answered.headers(), answered.body(), Instant.now())
                : null;
        if (asked == null) {
            return backoff(retriesSoFar);
        }
        return asked.compareTo(this.settings.maxServerDelay()) > 0 ? null : asked;
    }

    static boolean mayRepeat(Throwable failure, boolean repeatable) {
        if (failure instanceof ApiStatusException answered) {
            if ("false".equalsIgnoreCase(answered.headers().getFirst("x-should-retry"))) {
                return false;
            }
            return switch (answered.statusCode()) {
                case 429 -> true;
                case 408, 409 -> repeatable;
                default -> repeatable && answered.statusCode() >= 500;
            };
        }
        return failure instanceof ApiConnectionException lost && (repeatable || !lost.requestSent());
    }

    /** Doubles each time, less up to a quarter, so that clients that failed together do not return together. */
    private Duration backoff(int retriesSoFar) {
        double factor = Math.pow(2, Math.min(retriesSoFar, 30));
        double millis = Math.min(
                this.settings.initialDelay().toMillis() * factor,
                this.settings.maxDelay().toMillis());
        return Duration.ofMillis(
                Math.round(millis * (1 - ThreadLocalRandom.current().nextDouble(0.25))));
    }
}
