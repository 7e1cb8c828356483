/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.RequestCounts;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** An abandoned call leaves no prediction that continues to incur costs. */
class AbandonedPredictionTests {

    /** How long a test checks that no further request arrives. */
    private static final Duration QUIET = Duration.ofMillis(80);

    /** The ways to abandon a run. */
    enum Abandonment {
        DISPOSAL {
            @Override
            Runnable start(Replicate client, Duration deadline) {
                Disposable call = client.async()
                        .run(request -> request.model("owner/name").input(Map.of()))
                        .subscribe(output -> {}, failure -> {});
                return call::dispose;
            }
        },
        CALLER_TIMEOUT {
            @Override
            Runnable start(Replicate client, Duration deadline) {
                Sinks.Empty<Void> timeout = Sinks.empty();
                client.async()
                        .run(request -> request.model("owner/name").input(Map.of()))
                        .timeout(timeout.asMono())
                        .subscribe(output -> {}, failure -> {});
                return timeout::tryEmitEmpty;
            }
        },
        DEADLINE {
            @Override
            Runnable start(Replicate client, Duration deadline) {
                CountDownLatch failed = new CountDownLatch(1);
                client.async()
                        .run(request ->
                                request.model("owner/name").input(Map.of()).timeout(deadline))
                        .subscribe(output -> {}, failure -> failed.countDown());
                return () -> await().until(() -> failed.getCount() == 0);
            }
        },
        INTERRUPT {
            @Override
            Runnable start(Replicate client, Duration deadline) {
                Thread thread = new Thread(() -> {
                    try {
                        client.run("owner/name", Map.of());
                    } catch (CallInterruptedException ex) {
                        // expected
                    }
                });
                thread.start();
                return () -> {
                    thread.interrupt();
                    await().until(() -> !thread.isAlive());
                };
            }
        };

        /**
         * Start a run.
         *
         * @param deadline deadline of the run, long enough for the requests that the test waits for
         * @return abandons the run, and returns when it is abandoned
         */
        abstract Runnable start(Replicate client, Duration deadline);
    }

    private static long cancels(FaultServer server) {
        return server.requests().stream()
                .filter(request -> request.path().equals("/v1/predictions/created/cancel"))
                .count();
    }

    private static void assertCancelledOnce(FaultServer server) {
        await().until(() -> cancels(server) == 1);
        await().during(QUIET).until(() -> cancels(server) == 1);
        assertThat(server.creates()).isEqualTo(1);
    }

    private static void assertNeverCancelled(FaultServer server) {
        await().during(QUIET).until(() -> cancels(server) == 0);
    }

    @ParameterizedTest
    @EnumSource
    void abandonedPredictionIsCancelledOnce(Abandonment abandonment) throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Runnable abandon = abandonment.start(client, Duration.ofSeconds(2));
            await().until(() -> server.requests().size() >= 3);
            abandon.run();
            assertCancelledOnce(server);
            RequestCounts.awaitNoMore(() -> server.requests().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void createInFlightCompletesBeforeTheCancel(Abandonment abandonment) throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        AtomicBoolean responseWritten = new AtomicBoolean();
        FaultServer.Behavior response = connection -> {
            connection.write(FaultServer.answer(201, "application/json", Wire.prediction("created", "starting")));
            responseWritten.set(true);
        };
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, response));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Runnable abandon = abandonment.start(client, Duration.ofSeconds(1));
            await().until(() -> server.requests().size() == 1);
            abandon.run();
            assertNeverCancelled(server);
            signal.countDown();
            assertCancelledOnce(server);
            assertThat(responseWritten).isTrue();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void predictionIsNotCancelledWithoutCancelOnAbandon(Abandonment abandonment) throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        FaultServer.Behavior created = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, created));
                Replicate client = Wire.builder(server.baseUrl())
                        .run(run -> run.cancelOnAbandon(false))
                        .build()) {
            Runnable abandon = abandonment.start(client, Duration.ofSeconds(1));
            await().until(() -> server.requests().size() == 1);
            abandon.run();
            signal.countDown();
            assertNeverCancelled(server);
            assertThat(server.requests().get(0).header("Cancel-After")).isNull();
        }
    }

    @Test
    void abandonedCreateIsCancelledToo() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        FaultServer.Behavior created = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, created));
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            Disposable call = client.predictions()
                    .create(request -> request.version("v1").input(Map.of()))
                    .subscribe();
            await().until(() -> server.requests().size() == 1);
            call.dispose();
            signal.countDown();
            assertCancelledOnce(server);
        }
    }

    @Test
    void predictionThatIsTerminalWhenCreatedIsNotCancelled() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        FaultServer.Behavior completed = FaultServer.json(201, Wire.succeeded("created", "\"done\""));
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, completed));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Runnable abandon = Abandonment.DISPOSAL.start(client, Duration.ZERO);
            await().until(() -> server.requests().size() == 1);
            abandon.run();
            signal.countDown();
            assertNeverCancelled(server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureOfAbandonedCreateIsIgnored(LateFault fault) throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, fault.behavior));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Runnable abandon = Abandonment.DISPOSAL.start(client, Duration.ZERO);
            await().until(() -> server.requests().size() == 1);
            abandon.run();
            signal.countDown();
            await().during(QUIET).until(() -> server.requests().size() == 1);
        }
    }

    enum LateFault {
        TOO_MANY(FaultServer.json(429, "{}")),
        INTERNAL_ERROR(FaultServer.json(500, "{}")),
        HALF_JSON(FaultServer.json(201, "{\"id\"")),
        CLOSED(connection -> {});

        private final FaultServer.Behavior behavior;

        LateFault(FaultServer.Behavior behavior) {
            this.behavior = behavior;
        }
    }

    @Test
    void disposalAfterCompletionCancelsNothing() throws Exception {
        FaultServer.Behavior completed = FaultServer.json(201, Wire.succeeded("created", "\"done\""));
        try (FaultServer server = FaultServer.start(completed);
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            AtomicBoolean done = new AtomicBoolean();
            Disposable call = client.run("owner/name", Map.of()).subscribe(output -> done.set(true));
            await().untilTrue(done);
            call.dispose();
            assertNeverCancelled(server);
        }
    }

    @Test
    void failedCancelIsRetried() throws Exception {
        FaultServer.Behavior created = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(created).afterwards(FaultServer.json(500, "{}"));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> client.run(request ->
                            request.model("owner/name").input(Map.of()).timeout(Duration.ofSeconds(1))));
            await().until(() -> cancels(server) == 3);
            await().during(QUIET).until(() -> cancels(server) == 3);
        }
    }

    @Test
    void deadlineErrorContainsIdAndCancellation() throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Consumer<Boolean> run = cancel -> client.run(request -> request.model("owner/name")
                    .input(Map.of())
                    .timeout(Duration.ofSeconds(1))
                    .cancelOnAbandon(cancel));
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> run.accept(true))
                    .withMessageContaining("1000 ms")
                    .withMessageContaining("is being cancelled")
                    .satisfies(failure -> {
                        assertThat(failure.id()).isEqualTo("created");
                        assertThat(failure.deadline()).isEqualTo(Duration.ofSeconds(1));
                    });
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> run.accept(false))
                    .withMessageContaining("was not cancelled");
        }
    }

    @Test
    void deadlineErrorHasNoIdBeforeTheCreateResponse() throws Exception {
        FaultServer server = FaultServer.start(FaultServer.neverAnswer());
        // Closes the server first: otherwise the client would wait for the response to the create.
        try (Replicate client = Wire.builder(server.baseUrl()).build();
                server) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> client.run(request ->
                            request.model("owner/name").input(Map.of()).timeout(Duration.ofMillis(50))))
                    .satisfies(failure -> assertThat(failure.id()).isNull());
        }
    }

    @Test
    void abandonedAwaitCancelsNothing() throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> client.predictions().await("created", Duration.ofMillis(50)));
            Disposable call = client.async().predictions().await("created").subscribe();
            int requests = server.requests().size();
            await().until(() -> server.requests().size() > requests + 2);
            call.dispose();
            assertNeverCancelled(server);
        }
    }

    @Test
    void interruptedCallKeepsTheInterruptFlag() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.neverAnswer());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread thread = new Thread(() -> {
                try {
                    client.predictions().get("abc");
                } catch (CallInterruptedException ex) {
                    failure.set(ex);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
            await().until(() -> server.requests().size() == 1);
            thread.interrupt();
            thread.join();
            assertThat(failure.get()).hasCauseInstanceOf(InterruptedException.class);
            assertThat(flag).isTrue();
        }
    }

    @Nested
    class BeforeTheRequestIsSent {

        @Test
        void callAbandonedInFilterSendsNothing() throws Exception {
            Sinks.Empty<Void> gate = Sinks.empty();
            AtomicBoolean reached = new AtomicBoolean();
            WebClient.Builder slow = WebClient.builder()
                    .filter((request, next) -> gate.asMono()
                            .doOnSubscribe(subscribed -> reached.set(true))
                            .then(next.exchange(request)));
            try (FaultServer server = FaultServer.start();
                    AsyncReplicate client =
                            Wire.builder(server.baseUrl()).webClient(slow).buildAsync()) {
                Disposable call = client.run("owner/name", Map.of()).subscribe();
                await().untilTrue(reached);
                call.dispose();
                gate.tryEmitEmpty();
                await().during(QUIET).until(() -> server.connections() == 0);
            }
        }

        @Test
        void callAbandonedWhileWaitingForConnectionSendsNothing() throws Exception {
            ConnectionProvider pool =
                    ConnectionProvider.builder("tiny").maxConnections(1).build();
            CountDownLatch signal = new CountDownLatch(1);
            FaultServer.Behavior held = FaultServer.answerAfter(
                    signal, FaultServer.json(200, Wire.prediction("x", "starting"), FaultServer.KEEP_ALIVE));
            try (FaultServer server = FaultServer.start(
                            FaultServer.keepAlive(held, FaultServer.json(200, Wire.prediction("x", "starting"))));
                    AsyncReplicate client = Wire.builder(server.baseUrl())
                            .connector(new ReactorClientHttpConnector(HttpClient.create(pool)))
                            .buildAsync()) {
                Mono<Prediction> pendingGet = client.predictions().get("x").cache();
                pendingGet.subscribe();
                await().until(() -> server.requests().size() == 1);
                client.run("owner/name", Map.of()).subscribe().dispose();
                signal.countDown();
                assertThat(pendingGet.toFuture().get().id()).isEqualTo("x");
                await().during(QUIET).until(() -> server.requests().size() == 1);
            } finally {
                pool.dispose();
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void callOnInterruptedThreadSendsNothing(boolean jdk) throws Exception {
            try (FaultServer server = FaultServer.start()) {
                ReplicateBuilder builder = Wire.builder(server.baseUrl());
                if (jdk) {
                    builder.connector(new JdkClientHttpConnector());
                }
                AtomicReference<Throwable> failure = new AtomicReference<>();
                Thread thread = new Thread(() -> {
                    try (Replicate client = builder.build()) {
                        Thread.currentThread().interrupt();
                        client.run("owner/name", Map.of());
                    } catch (CallInterruptedException ex) {
                        failure.set(ex);
                    }
                });
                thread.start();
                thread.join();
                assertThat(failure.get()).hasMessageContaining("nothing was sent");
                await().during(QUIET).until(() -> server.connections() == 0);
            }
        }
    }

    @Test
    void failedRunCancelsItsPrediction() throws Exception {
        FaultServer.Behavior created = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(created, FaultServer.json(401, "{}"));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> client.run("owner/name", Map.of()));
            assertCancelledOnce(server);
        }
    }
}
