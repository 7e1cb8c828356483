/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.cost.Cost;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
            new LimitedCreate("account", "predictions.create", "acme/model", null, null, null, "replicate.limits");

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

    /** Counts as another client or process would: the client does not learn when a place becomes free. */
    private static CreateLimits shared(CreateLimits counted, boolean blocking) {
        return new CreateLimits() {

            @Override
            public Reservation reserve(LimitedCreate create) {
                return counted.reserve(create);
            }

            @Override
            public boolean isBlocking() {
                return blocking;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void placesAreNeitherExceededNorLost(boolean blocking) {
        int places = 3;
        CreateLimits counted = counted(places);
        AccountQueue queue = queue(blocking ? shared(counted, true) : counted, LONG);
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sharedLimitIsTriedAgainWithoutNotice(boolean blocking) {
        CreateLimits counted = counted(1);
        CreateLimits.Reservation other = counted.reserve(CREATE);
        Mono<CreateLimits.Reservation> waiting =
                queue(shared(counted, blocking), LONG).admit(CREATE).cache();
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
    void failureOfTheStoreFailsAllCreatesThatWait() {
        CountDownLatch allWait = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        AccountQueue queue = queue(
                create -> {
                    attempts.incrementAndGet();
                    uninterruptibly(allWait);
                    throw new IllegalStateException("no connection");
                },
                Duration.ZERO);
        List<Mono<CreateLimits.Reservation>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Mono<CreateLimits.Reservation> each = queue.admit(CREATE).cache();
            each.subscribe(place -> {}, failure -> {});
            waiting.add(each);
        }
        allWait.countDown();
        for (Mono<CreateLimits.Reservation> each : waiting) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> each.block(LONG))
                    .withMessageContaining("the limits could not count it (no connection)");
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void createDoesNotWaitForMoreThanOneUpdateThatFails() {
        List<String> calls = new CopyOnWriteArrayList<>();
        CountDownLatch secondUpdate = new CountDownLatch(2);
        CountDownLatch createWaits = new CountDownLatch(1);
        AtomicBoolean broken = new AtomicBoolean();
        AccountQueue queue = queue(
                create -> {
                    if (broken.get()) {
                        calls.add("reserve");
                        throw new IllegalStateException("no connection");
                    }
                    return new CreateLimits.Reservation() {

                        @Override
                        public void created(String id) {}

                        @Override
                        public void completed(@Nullable Cost cost) {
                            calls.add("completed");
                            secondUpdate.countDown();
                            if (secondUpdate.getCount() == 0) {
                                uninterruptibly(createWaits);
                            }
                            throw new IllegalStateException("no connection");
                        }

                        @Override
                        public void released(boolean sent) {}
                    };
                },
                LONG);
        List<CreateLimits.Reservation> places = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            places.add(queue.admit(CREATE).block(LONG));
        }
        broken.set(true);
        places.forEach(place -> place.completed(null));
        uninterruptibly(secondUpdate);
        Mono<CreateLimits.Reservation> waiting = queue.admit(CREATE).cache();
        waiting.subscribe(place -> {}, failure -> {});
        createWaits.countDown();
        assertThatExceptionOfType(ReplicateException.class).isThrownBy(() -> waiting.block(LONG));
        assertThat(List.copyOf(calls).subList(0, 3)).containsExactly("completed", "completed", "reserve");
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // an application can return null
    void limitsThatReturnNullFailTheCreate() {
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> queue(create -> null, LONG).admit(CREATE).block(LONG))
                .withMessageContaining("was not sent: the CreateLimits returned null");
    }

    @Test
    void createThatDoesNotWaitFailsIfTheStoreFails() {
        CreateLimits failing = create -> {
            throw new IllegalStateException("no connection");
        };
        AccountQueue queue = queue(failing, LONG);
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> queue.admitNow(CREATE).block(LONG))
                .withMessageContaining("Check the store of the limits");
    }

    @Test
    void createFailsImmediatelyIfTheRateResetsAfterItsMaximumWait() {
        AccountQueue queue = queue(
                new InMemoryCreateLimits(LimitSettings.NONE.with(limits -> limits.createsPerMinute(1)), () -> 0),
                Duration.ofSeconds(50));
        queue.admit(CREATE).block(LONG);
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> queue.admit(CREATE).block(Duration.ofSeconds(40)))
                .withMessageContaining("in 60 s")
                .withMessageEndingWith("That is later than replicate.limits.max-wait (50000 ms) allows.");
    }

    @Test
    void expiredWaitReportsTheTimeThatIsLeft() {
        CreateLimits limits = create -> {
            throw create.exceeds(CreateLimit.MAX_IN_FLIGHT, BigDecimal.ONE, BigDecimal.ONE, Duration.ofSeconds(30));
        };
        AccountQueue queue = new AccountQueue(
                new CreateLimits() {

                    @Override
                    public Reservation reserve(LimitedCreate create) {
                        return limits.reserve(create);
                    }

                    @Override
                    public boolean isBlocking() {
                        return false;
                    }
                },
                Duration.ofMillis(200),
                Runnable::run,
                10,
                () -> {});
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> queue.admit(CREATE).block(LONG))
                .satisfies(denied -> assertThat(denied.retryAfter())
                        .isBetween(Duration.ZERO, Duration.ofSeconds(30).minusMillis(200)))
                .withMessageEndingWith("The call has waited for it for 200 ms (replicate.limits.max-wait).");
    }

    @Test
    void createThatDoesNotWaitNamesTheMaximumWait() {
        AccountQueue queue = queue(counted(1), Duration.ZERO);
        queue.admit(CREATE).block(LONG);
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> queue.admit(CREATE).block(LONG))
                .withMessageEndingWith("To wait for it, set replicate.limits.max-wait (maxWait).");
    }

    @Test
    void createInTheQueueOfTheJournalNeedsNoMaximumWait() {
        LimitedCreate queued = new LimitedCreate(
                "account", "predictions.create", "acme/model", null, null, "entry", "replicate.clients.team-a.limits");
        AccountQueue queue = queue(counted(1), LONG);
        queue.admit(CREATE).block(LONG);
        String expected = "predictions.create of acme/model was not sent, because it exceeds the limit"
                + " replicate.clients.team-a.limits.max-in-flight: 0 of 1 predictions and trainings in flight are left."
                + " It stays in the queue until one of them completes, or at the latest until ";
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> queue.admitNow(queued).block(LONG))
                .withMessageStartingWith(expected)
                .withMessageEndingWith(" s.");
        Disposable waiting = queue.admit(CREATE).subscribe();
        assertThatExceptionOfType(CreateLimitException.class)
                .as("behind the one that waits")
                .isThrownBy(() -> queue.admitNow(queued).block(LONG))
                .withMessageStartingWith(expected)
                .withMessageEndingWith(" s.");
        waiting.dispose();
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
