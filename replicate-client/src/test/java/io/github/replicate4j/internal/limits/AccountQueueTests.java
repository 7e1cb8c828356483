/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class AccountQueueTests {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static final LimitedCreate CREATE =
            new LimitedCreate("account", "predictions.create", "acme/model", null, null, null);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        this.thread.shutdownNow();
    }

    private AccountQueue queue(CreateLimits limits, Duration maxWait) {
        return new AccountQueue(limits, maxWait, limits.isBlocking() ? this.thread : Runnable::run, 10_000, () -> {});
    }

    private static CreateLimits counted(int maxInFlight) {
        return new InMemoryCreateLimits(
                LimitSettings.NONE.with(limits -> limits.maxInFlight(maxInFlight)), System::nanoTime);
    }

    /** Counts as another process would: the client does not learn when a place becomes free. */
    private static CreateLimits blocking(CreateLimits counted) {
        return new CreateLimits() {

            @Override
            public Reservation reserve(LimitedCreate create) {
                return counted.reserve(create);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void placesAreNeitherExceededNorLost(boolean blocking) {
        int places = 3;
        CreateLimits counted = counted(places);
        AccountQueue queue = queue(blocking ? blocking(counted) : counted, LONG);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        Flux.range(0, 1_000)
                .flatMap(
                        i -> {
                            Mono<Integer> call = queue.admit(CREATE).flatMap(place -> {
                                highest.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                                return Mono.delay(Duration.ofNanos(
                                                ThreadLocalRandom.current().nextLong(200_000)))
                                        .doFinally(signal -> {
                                            inFlight.decrementAndGet();
                                            place.completed(null);
                                        })
                                        .thenReturn(i);
                            });
                            return i % 3 == 0 ? call.timeout(Duration.ofMillis(1), Mono.just(i)) : call;
                        },
                        50)
                .blockLast(LONG);
        await().until(() -> inFlight.get() == 0);
        assertThat(highest.get()).isBetween(1, places);
        List<CreateLimits.Reservation> all = new ArrayList<>();
        await().ignoreExceptionsInstanceOf(CreateLimitException.class).until(() -> {
            all.add(counted.reserve(CREATE));
            return all.size() == places;
        });
        assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> counted.reserve(CREATE));
    }

    @Test
    void sharedLimitIsTriedAgainWithoutNotice() {
        CreateLimits counted = counted(1);
        CreateLimits.Reservation other = counted.reserve(CREATE);
        Mono<CreateLimits.Reservation> waiting =
                queue(blocking(counted), LONG).admit(CREATE).cache();
        Disposable subscription = waiting.subscribe();
        other.completed(null);
        assertThat(waiting.block(LONG)).isNotNull();
        subscription.dispose();
    }

    @Test
    void failureOfTheStoreFailsTheCreate() {
        AtomicBoolean broken = new AtomicBoolean(true);
        CreateLimits counted = counted(1);
        CreateLimits limits = create -> {
            if (broken.get()) {
                throw new IllegalStateException("the database is away");
            }
            return counted.reserve(create);
        };
        AccountQueue queue = queue(limits, LONG);
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> queue.admit(CREATE).block(LONG))
                .withMessage("predictions.create was not sent: the limits could not count it (the database is away)."
                        + " Check the store of the limits, and repeat the call.");
        broken.set(false);
        assertThat(queue.admit(CREATE).block(LONG)).isNotNull();
    }

    @Test
    void createThatNeverFitsDoesNotWait() {
        CreateLimits limits = create -> {
            throw create.exceeds(CreateLimit.COST_PER_DAY, BigDecimal.ONE, BigDecimal.ZERO, null);
        };
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> queue(limits, LONG).admit(CREATE).block(LONG));
    }

    @Test
    void numberOfWaitingCreatesIsLimited() {
        CreateLimits counted = counted(1);
        AccountQueue queue = new AccountQueue(counted, LONG, Runnable::run, 2, () -> {});
        queue.admit(CREATE).block(LONG);
        Disposable first = queue.admit(CREATE).subscribe();
        Disposable second = queue.admit(CREATE).subscribe();
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> queue.admit(CREATE).block(LONG))
                .withMessageContaining("2 other creates wait");
        second.dispose();
        Disposable third = queue.admit(CREATE).subscribe();
        first.dispose();
        third.dispose();
    }
}
