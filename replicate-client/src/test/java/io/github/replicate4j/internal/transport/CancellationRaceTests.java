/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.testing.EndlessApi;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A response to a create that arrives while its call is abandoned: the prediction is either delivered or cancelled. */
@Isolated("Changes the hooks of Reactor")
class CancellationRaceTests {

    private static final int TIMES = Stress.times(150, 1500);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Pattern CANCEL = Pattern.compile("/v1/predictions/(.+)/cancel");

    private static Mono<?> create(AsyncReplicate client) {
        return client.models().predictions().create("owner/name", request -> request.input(Map.of()));
    }

    private static Mono<?> run(AsyncReplicate client) {
        return client.run("owner/name", Map.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void createResponseDuringCancelIsNotLost(boolean viaRun) throws Exception {
        CountDownLatch response = new CountDownLatch(1);
        DelayedCancel delayedCancel = new DelayedCancel(response);
        FaultServer.Behavior created = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(response, created))
                        .afterwards(FaultServer.json(200, Wire.prediction("created", "canceled")));
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            Hooks.onEachOperator(
                    DelayedCancel.class.getName(),
                    Operators.<Object, Object>lift((source, subscriber) -> delayedCancel.intercept(subscriber)));
            AtomicReference<Object> received = new AtomicReference<>();
            Disposable call = (viaRun ? run(client) : create(client)).subscribe(received::set, received::set);
            await().atMost(LIMIT).until(() -> server.creates() == 1);
            call.dispose();
            assertThat(delayedCancel.responseArrivedFirst).isTrue();
            await().atMost(LIMIT).until(() -> server.requests().size() == 2);
            assertThat(server.requests().get(1).path()).isEqualTo("/v1/predictions/created/cancel");
            assertThat(received).hasNullValue();
        } finally {
            Hooks.resetOnEachOperator(DelayedCancel.class.getName());
        }
    }

    /** Delays a cancel between the retry operator and the request until the response has arrived there. */
    private static final class DelayedCancel {

        private final CountDownLatch responseArrived = new CountDownLatch(1);

        private final AtomicBoolean intercepted = new AtomicBoolean();

        private final CountDownLatch response;

        private volatile boolean responseArrivedFirst;

        DelayedCancel(CountDownLatch response) {
            this.response = response;
        }

        CoreSubscriber<? super Object> intercept(CoreSubscriber<? super Object> downstream) {
            boolean intercept = downstream.getClass().getName().contains("RetryWhenMain")
                    && this.intercepted.compareAndSet(false, true);
            return intercept ? new HeldSubscriber(downstream) : downstream;
        }

        private void await() {
            this.response.countDown();
            try {
                this.responseArrivedFirst = this.responseArrived.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }

        private final class HeldSubscriber implements CoreSubscriber<Object>, Subscription {

            private final CoreSubscriber<? super Object> downstream;

            private Subscription request = Operators.emptySubscription();

            HeldSubscriber(CoreSubscriber<? super Object> downstream) {
                this.downstream = downstream;
            }

            @Override
            public Context currentContext() {
                return this.downstream.currentContext();
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                this.request = subscription;
                this.downstream.onSubscribe(this);
            }

            @Override
            public void request(long count) {
                this.request.request(count);
            }

            @Override
            public void cancel() {
                await();
                this.request.cancel();
            }

            @Override
            public void onNext(Object value) {
                this.downstream.onNext(value);
                DelayedCancel.this.responseArrived.countDown();
            }

            @Override
            public void onError(Throwable failure) {
                this.downstream.onError(failure);
            }

            @Override
            public void onComplete() {
                this.downstream.onComplete();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void disposedCreateIsDeliveredOrCancelledOnce(boolean viaRun) throws Exception {
        EndlessApi api = new EndlessApi();
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        Set<String> repeated = ConcurrentHashMap.newKeySet();
        Random random = new Random(1);
        try (FaultServer server = FaultServer.start().afterwards(api);
                AsyncReplicate client = Wire.builder(server.baseUrl())
                        .webClient(recordingRepeatedCancels(repeated))
                        .buildAsync()) {
            for (int i = 0; i < TIMES; i++) {
                int respondedBefore = api.answered();
                Mono<?> call = viaRun
                        ? run(client)
                        : client.models()
                                .predictions()
                                .create("owner/name", request -> request.input(Map.of()))
                                .doOnNext(prediction -> delivered.add(prediction.id()));
                Disposable running = call.subscribe(value -> {}, failure -> {});
                spinUntilDisposal(api, respondedBefore, i, random);
                running.dispose();
            }
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(api.lost(delivered)).isEmpty());
            assertThat(api.created()).hasSizeGreaterThan(TIMES / 4);
            assertThat(api.cancelled()).noneMatch(delivered::contains);
            assertThat(api.cancelled()).filteredOn(id -> !repeated.contains(id)).doesNotHaveDuplicates();
        }
    }

    /** Records cancels whose connection failed: a retry of the same cancel is not a duplicate. */
    private static WebClient.Builder recordingRepeatedCancels(Set<String> repeated) {
        return WebClient.builder()
                .filter((request, next) -> next.exchange(request).doOnError(failure -> {
                    Matcher cancel = CANCEL.matcher(request.url().getPath());
                    if (cancel.matches()) {
                        repeated.add(cancel.group(1));
                    }
                }));
    }

    /** Waits until shortly after the response was written, or in every third round for a random time from the start. */
    private static void spinUntilDisposal(EndlessApi api, int respondedBefore, int round, Random random) {
        if (round % 3 > 0) {
            spin(() -> api.answered() > respondedBefore, LIMIT);
        }
        spin(() -> false, Duration.of(random.nextInt(round % 3 > 0 ? 250 : 1500), ChronoUnit.MICROS));
    }

    private static void spin(BooleanSupplier until, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - end < 0 && !until.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void interruptedCreateIsReturnedOrCancelledOnce() throws Exception {
        EndlessApi api = new EndlessApi();
        Set<String> returned = ConcurrentHashMap.newKeySet();
        Set<String> repeated = ConcurrentHashMap.newKeySet();
        Random random = new Random(2);
        try (FaultServer server = FaultServer.start().afterwards(api);
                Replicate client = Wire.builder(server.baseUrl())
                        .webClient(recordingRepeatedCancels(repeated))
                        .build()) {
            Thread caller = Thread.currentThread();
            for (int i = 0; i < TIMES; i++) {
                int round = i;
                int respondedBefore = api.answered();
                Thread interrupter = new Thread(() -> {
                    spinUntilDisposal(api, respondedBefore, round, random);
                    caller.interrupt();
                });
                interrupter.start();
                try {
                    returned.add(client.models()
                            .predictions()
                            .create("owner/name", request -> request.input(Map.of()))
                            .id());
                } catch (CallInterruptedException ex) {
                    // The prediction is cancelled.
                }
                spin(() -> !interrupter.isAlive(), LIMIT);
                assertThat(Thread.interrupted()).isTrue();
            }
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(api.lost(returned)).isEmpty());
            assertThat(api.created()).hasSizeGreaterThan(TIMES / 4);
            assertThat(api.cancelled()).noneMatch(returned::contains);
            assertThat(api.cancelled()).filteredOn(id -> !repeated.contains(id)).doesNotHaveDuplicates();
        } finally {
            Thread.interrupted();
        }
    }
}
