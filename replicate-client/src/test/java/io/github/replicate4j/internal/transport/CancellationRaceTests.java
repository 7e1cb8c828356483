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

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.testing.EndlessApi;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
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

/** The answer to a create and the end of the wait for it may cross: then the prediction is delivered or cancelled. */
class CancellationRaceTests {

    private static final int TIMES = 1500;

    private static final Pattern CANCEL = Pattern.compile("/v1/predictions/(.+)/cancel");

    private static Mono<?> create(AsyncReplicate client) {
        return client.models().predictions().create("owner/name", request -> request.input(Map.of()));
    }

    private static Mono<?> run(AsyncReplicate client) {
        return client.run("owner/name", Map.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatOvertakesACancelInsideTheRetryIsNotLost(boolean viaRun) throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Overtaking overtaking = new Overtaking(answer);
        FaultServer.Behaviour created = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(answer, created))
                        .afterwards(FaultServer.json(200, Wire.prediction("created", "canceled")));
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            Hooks.onEachOperator(
                    Overtaking.class.getName(),
                    Operators.<Object, Object>lift((source, subscriber) -> overtaking.between(subscriber)));
            AtomicReference<Object> got = new AtomicReference<>();
            Disposable call = (viaRun ? run(client) : create(client)).subscribe(got::set, got::set);
            await().until(() -> server.creates() == 1);
            call.dispose();
            assertThat(overtaking.happened).isTrue();
            await().until(() -> server.requests().size() == 2);
            assertThat(server.requests().get(1).path()).isEqualTo("/v1/predictions/created/cancel");
            assertThat(got).hasNullValue();
        } finally {
            Hooks.resetOnEachOperator(Overtaking.class.getName());
        }
    }

    /** Holds a cancel between the retry and the request, until the answer has come the other way. */
    private static final class Overtaking {

        private final CountDownLatch arrived = new CountDownLatch(1);

        private final AtomicBoolean taken = new AtomicBoolean();

        private final CountDownLatch answer;

        private volatile boolean happened;

        Overtaking(CountDownLatch answer) {
            this.answer = answer;
        }

        CoreSubscriber<? super Object> between(CoreSubscriber<? super Object> retry) {
            boolean wanted =
                    retry.getClass().getName().contains("RetryWhenMain") && this.taken.compareAndSet(false, true);
            return wanted ? new Held(retry) : retry;
        }

        private void await() {
            this.answer.countDown();
            try {
                this.happened = this.arrived.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }

        private final class Held implements CoreSubscriber<Object>, Subscription {

            private final CoreSubscriber<? super Object> retry;

            private Subscription request = Operators.emptySubscription();

            Held(CoreSubscriber<? super Object> retry) {
                this.retry = retry;
            }

            @Override
            public Context currentContext() {
                return this.retry.currentContext();
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                this.request = subscription;
                this.retry.onSubscribe(this);
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
                this.retry.onNext(value);
                Overtaking.this.arrived.countDown();
            }

            @Override
            public void onError(Throwable failure) {
                this.retry.onError(failure);
            }

            @Override
            public void onComplete() {
                this.retry.onComplete();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverTheMomentOfADisposalAPredictionIsDeliveredOrCancelledOnce(boolean viaRun) throws Exception {
        EndlessApi api = new EndlessApi();
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        Set<String> repeated = ConcurrentHashMap.newKeySet();
        Random random = new Random(1);
        try (FaultServer server = FaultServer.start().afterwards(api);
                AsyncReplicate client = Wire.builder(server.baseUrl())
                        .webClient(noting(repeated))
                        .buildAsync()) {
            for (int i = 0; i < TIMES; i++) {
                int answered = api.answered();
                Mono<?> call = viaRun
                        ? run(client)
                        : client.models()
                                .predictions()
                                .create("owner/name", request -> request.input(Map.of()))
                                .doOnNext(prediction -> delivered.add(prediction.id()));
                Disposable running = call.subscribe(value -> {}, failure -> {});
                near(api, answered, i, random);
                running.dispose();
            }
            await().untilAsserted(() -> assertThat(api.lost(delivered)).isEmpty());
            assertThat(api.created()).hasSizeGreaterThan(TIMES / 4);
            assertThat(api.cancelled()).noneMatch(delivered::contains);
            assertThat(api.cancelled()).filteredOn(id -> !repeated.contains(id)).doesNotHaveDuplicates();
        }
    }

    /** A cancel whose connection breaks is sent again: that is no second cancel of ours. */
    private static WebClient.Builder noting(Set<String> repeated) {
        return WebClient.builder()
                .filter((request, next) -> next.exchange(request).doOnError(broken -> {
                    Matcher cancel = CANCEL.matcher(request.url().getPath());
                    if (cancel.matches()) {
                        repeated.add(cancel.group(1));
                    }
                }));
    }

    /** Soon after the answer has been written, or at any moment from the beginning of the call on. */
    private static void near(EndlessApi api, int answered, int round, Random random) {
        if (round % 3 > 0) {
            spin(() -> api.answered() > answered, 20_000);
        }
        spin(() -> false, random.nextInt(round % 3 > 0 ? 250 : 1500));
    }

    private static void spin(BooleanSupplier until, int micros) {
        long end = System.nanoTime() + micros * 1000L;
        while (System.nanoTime() < end && !until.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whateverTheMomentOfAnInterruptAPredictionIsReturnedOrCancelledOnce() throws Exception {
        EndlessApi api = new EndlessApi();
        Set<String> returned = ConcurrentHashMap.newKeySet();
        Set<String> repeated = ConcurrentHashMap.newKeySet();
        Random random = new Random(2);
        try (FaultServer server = FaultServer.start().afterwards(api);
                Replicate client = Wire.builder(server.baseUrl())
                        .webClient(noting(repeated))
                        .build()) {
            Thread caller = Thread.currentThread();
            for (int i = 0; i < TIMES; i++) {
                int round = i;
                int answered = api.answered();
                Thread interrupter = new Thread(() -> {
                    near(api, answered, round, random);
                    caller.interrupt();
                });
                interrupter.start();
                try {
                    returned.add(client.models()
                            .predictions()
                            .create("owner/name", request -> request.input(Map.of()))
                            .id());
                } catch (CallInterruptedException ex) {
                    // then it is cancelled
                }
                spin(() -> !interrupter.isAlive(), 10_000_000);
                assertThat(Thread.interrupted()).isTrue();
            }
            await().untilAsserted(() -> assertThat(api.lost(returned)).isEmpty());
            assertThat(api.created()).hasSizeGreaterThan(TIMES / 4);
            assertThat(api.cancelled()).noneMatch(returned::contains);
            assertThat(api.cancelled()).filteredOn(id -> !repeated.contains(id)).doesNotHaveDuplicates();
        } finally {
            Thread.interrupted();
        }
    }
}
