/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Closing a client cancels its predictions within a limited time. */
class ClosingTests {

    private static final Duration QUIET = Duration.ofMillis(80);

    /** Only a failed test takes this long. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final FaultServer.Behavior STARTING = FaultServer.json(201, Wire.prediction("created", "starting"));

    private static long cancels(FaultServer server) {
        return server.requests().stream()
                .filter(request -> request.path().equals("/v1/predictions/created/cancel"))
                .count();
    }

    /** Start a server that responds only to creates. */
    private static FaultServer respondingOnlyToCreates() {
        return FaultServer.start().afterwards(connection -> {
            FaultServer.Received request = connection.readRequest();
            if (!request.creates()) {
                new CountDownLatch(1).await();
            }
            connection.write(FaultServer.answer(201, "application/json", Wire.prediction("created", "starting")));
        });
    }

    private static AtomicReference<Throwable> run(AsyncReplicate client) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        client.run("owner/name", Map.of()).subscribe(output -> {}, failure::set);
        return failure;
    }

    @Test
    void closeSendsCancelAfterTimeout() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> {
                try (Replicate client = Wire.builder(server.baseUrl())
                        .closeTimeout(Duration.ofSeconds(30))
                        .build()) {
                    client.run(request ->
                            request.model("owner/name").input(Map.of()).timeout(Duration.ofSeconds(5)));
                }
            });
            assertThat(cancels(server)).isEqualTo(1);
        }
    }

    @Test
    void closeSendsCancelAfterInterrupt() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try (Replicate client = Wire.builder(server.baseUrl()).build()) {
                    client.run("owner/name", Map.of());
                } catch (CallInterruptedException ex) {
                    failure.set(ex);
                }
            });
            thread.start();
            await().until(() -> server.requests().size() >= 3);
            thread.interrupt();
            thread.join();
            assertThat(failure.get()).hasNoSuppressedExceptions().hasMessageContaining("cancelled");
            await().until(() -> cancels(server) == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeFailsRunAndCancelsItsPrediction(boolean jdk) throws Exception {
        try (FaultServer server = FaultServer.start()) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            if (jdk) {
                builder.connector(new JdkClientHttpConnector());
            }
            AsyncReplicate client = builder.buildAsync();
            AtomicReference<Throwable> failure = run(client);
            await().until(() -> server.requests().size() >= 3);
            client.close();
            assertThat(failure.get())
                    .isInstanceOf(ReplicateException.class)
                    .hasMessageContaining("closed")
                    .hasMessageContaining("owner/name")
                    .hasMessageContaining("created");
            assertThat(cancels(server)).isEqualTo(1);
            int requests = server.requests().size();
            await().during(QUIET).until(() -> server.requests().size() == requests);
        }
    }

    @Test
    void closeDoesNotCancelIfDisabled() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            AsyncReplicate client = Wire.builder(server.baseUrl())
                    .run(wait -> wait.cancelOnAbandon(false))
                    .buildAsync();
            AtomicReference<Throwable> failure = run(client);
            await().until(() -> server.requests().size() >= 3);
            client.close();
            assertThat(failure.get()).hasMessageContaining("closed");
            await().during(QUIET).until(() -> cancels(server) == 0);
        }
    }

    @Test
    void closeWaitsForCreateInFlightAndCancelsItsPrediction() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, STARTING))) {
            AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync();
            AtomicReference<Throwable> failure = run(client);
            await().until(() -> server.creates() == 1);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
            await().until(() -> failure.get() != null);
            assertThat(closing).isNotDone();
            signal.countDown();
            closing.join();
            assertThat(cancels(server)).isEqualTo(1);
        }
    }

    @Test
    void closeWaitsAsLongAsReplicateMayHoldTheCreate() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, STARTING))) {
            AsyncReplicate client = Wire.builder(server.baseUrl())
                    .run(wait -> wait.preferWait(Duration.ofSeconds(60)))
                    .closeTimeout(Duration.ofMillis(1))
                    .buildAsync();
            run(client);
            await().until(() -> server.creates() == 1);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
            await().during(QUIET).until(() -> !closing.isDone());
            signal.countDown();
            closing.join();
            await().until(() -> cancels(server) == 1);
        }
    }

    @Test
    void shutdownCancelsPredictionsOfRunsAndOtherCallsStillWork() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            Replicate client = Wire.builder(server.baseUrl()).build();
            AtomicReference<Throwable> failure = run(client.async());
            await().until(() -> server.requests().size() >= 3);
            client.shutdown();
            assertThat(failure.get())
                    .isInstanceOf(ReplicateException.class)
                    .hasMessage("Prediction created of owner/name did not complete before the client was closed."
                            + " The prediction is being cancelled.");
            await().until(() -> cancels(server) == 1);
            long creates = server.creates();
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.run("owner/name", Map.of()))
                    .withMessage(
                            "owner/name was not run: the client was closed or is shutting down. Nothing was created.");
            assertThat(server.creates()).isEqualTo(creates);
            assertThat(client.predictions().get("created").id()).isEqualTo("created");
            client.close();
        }
    }

    @Test
    void shutdownOfDerivedClientHasNoEffect() throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            AtomicReference<Throwable> failure = run(client.async());
            await().until(() -> server.requests().size() >= 2);
            client.withOptions(options -> options.maxRetries(0)).shutdown();
            int requests = server.requests().size();
            await().until(() -> server.requests().size() > requests + 1);
            assertThat(failure).hasNullValue();
        }
    }

    @Test
    void closeWaitsForCreateInFlight() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, STARTING))) {
            AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync();
            CompletableFuture<Prediction> created = client.models()
                    .predictions()
                    .create("owner/name", request -> request.input(Map.of()))
                    .toFuture();
            await().until(() -> server.creates() == 1);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
            await().during(QUIET).until(() -> !closing.isDone() && !created.isDone());
            signal.countDown();
            assertThat(created.join().id()).isEqualTo("created");
            closing.join();
            assertThat(cancels(server)).isZero();
        }
    }

    @Test
    void closeFailsAwaitWithoutCancelling() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync();
            CompletableFuture<Prediction> waiting =
                    client.predictions().await("created").toFuture();
            await().until(() -> server.requests().size() >= 2);
            client.close();
            assertThat(waiting)
                    .failsWithin(LIMIT)
                    .withThrowableThat()
                    .withCauseInstanceOf(ReplicateException.class)
                    .withMessageContaining("closed")
                    .withMessageContaining("created");
            assertThat(cancels(server)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runOnClosedClientSendsNothing(boolean jdk) throws Exception {
        try (FaultServer server = FaultServer.start()) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            if (jdk) {
                builder.connector(new JdkClientHttpConnector());
            }
            Replicate client = builder.build();
            client.close();
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.run("owner/name", Map.of()))
                    .withMessageContaining("closed");
            await().during(QUIET).until(() -> server.requests().isEmpty());
        }
    }

    @Test
    void callOnClosedClientFails() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            Replicate client = Wire.builder(server.baseUrl()).build();
            client.close();
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.predictions().get("p1"))
                    .withMessage("This client has been closed: create another one.");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void closeOnReactorThreadCancelsWithoutBlocking() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, STARTING))) {
            AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync();
            run(client);
            await().until(() -> server.creates() == 1);
            // A blocking close would wait for the response, which is sent only after close returns.
            Mono.fromRunnable(client::close)
                    .subscribeOn(Schedulers.parallel())
                    .toFuture()
                    .join();
            assertThat(signal.getCount()).isEqualTo(1);
            signal.countDown();
            await().until(() -> cancels(server) == 1);
        }
    }

    @Test
    void closeWaitsAtMostFiveSecondsForCancel() throws Exception {
        try (FaultServer server = respondingOnlyToCreates()) {
            AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync();
            run(client);
            await().until(() -> server.requests().size() == 2);
            long start = System.nanoTime();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
            await().until(() -> cancels(server) == 1);
            assertThat(closing).succeedsWithin(LIMIT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void interruptedCloseContinuesInBackground() throws Exception {
        CountDownLatch signal = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(signal, STARTING))) {
            AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync();
            AtomicReference<Throwable> run = run(client);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicBoolean flag = new AtomicBoolean();
            await().until(() -> server.creates() == 1);
            Thread thread = new Thread(() -> {
                client.close();
                flag.set(Thread.currentThread().isInterrupted());
            });
            thread.setUncaughtExceptionHandler((closing, thrown) -> failure.set(thrown));
            thread.start();
            await().until(() -> run.get() != null);
            thread.interrupt();
            thread.join();
            assertThat(failure).hasNullValue();
            assertThat(flag).isTrue();
            signal.countDown();
            await().until(() -> cancels(server) == 1);
        }
    }

    @Test
    void closingDerivedClientHasNoEffect() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            Replicate client = Wire.builder(server.baseUrl()).build();
            AtomicReference<Throwable> failure = run(client.async());
            await().until(() -> server.requests().size() >= 2);
            client.withOptions(options -> options.maxRetries(0)).close();
            int requests = server.requests().size();
            await().until(() -> server.requests().size() > requests + 1);
            assertThat(client.predictions().get("created").id()).isEqualTo("created");
            assertThat(failure).hasNullValue();
            client.close();
            assertThat(cancels(server)).isEqualTo(1);
        }
    }

    @Test
    void closeIsIdempotent() throws Exception {
        try (FaultServer server = FaultServer.start()) {
            Replicate client = Wire.builder(server.baseUrl()).build();
            run(client.async());
            await().until(() -> server.requests().size() >= 3);
            client.close();
            client.close();
            client.async().close();
            assertThat(cancels(server)).isEqualTo(1);
        }
    }
}
