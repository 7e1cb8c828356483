/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A training is cancelled if its create is abandoned. */
class AbandonedTrainingTests {

    private static final Duration QUIET = Duration.ofMillis(80);

    private final CountDownLatch signal = new CountDownLatch(1);

    private FaultServer holdingCreateResponse(String status) {
        FaultServer.Behavior created = FaultServer.json(201, TrainingTests.training(status));
        return FaultServer.start(FaultServer.answerAfter(this.signal, created))
                .afterwards(FaultServer.json(200, TrainingTests.training("canceled")));
    }

    private static Mono<?> create(AsyncReplicate client) {
        return client.trainings()
                .create(
                        "acme/model",
                        "v1",
                        request -> request.destination("me/mine").input(Map.of()));
    }

    /** Start to create a training, and return how to abandon the call. */
    private static Runnable startCreate(ClientStyle style, Replicate client) {
        if (style == ClientStyle.REACTIVE) {
            Disposable call = create(client.async()).subscribe();
            return call::dispose;
        }
        Thread thread = new Thread(() -> {
            try {
                client.trainings()
                        .create(
                                "acme/model",
                                "v1",
                                request -> request.destination("me/mine").input(Map.of()));
            } catch (CallInterruptedException ex) {
                // expected
            }
        });
        thread.start();
        return () -> {
            thread.interrupt();
            // Otherwise the thread may still receive the response.
            await().until(() -> !thread.isAlive());
        };
    }

    private void abandonBeforeTheResponse(ClientStyle style, FaultServer server, Replicate client) {
        Runnable abandon = startCreate(style, client);
        await().until(() -> server.requests().size() == 1);
        abandon.run();
        this.signal.countDown();
    }

    @ParameterizedTest
    @EnumSource
    void createInFlightCompletesBeforeTheCancel(ClientStyle style) throws Exception {
        try (FaultServer server = holdingCreateResponse("starting");
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            abandonBeforeTheResponse(style, server, client);
            await().until(() -> server.requests().size() == 2);
            await().during(QUIET).until(() -> server.requests().size() == 2);
            assertThat(server.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly(
                            "POST /v1/models/acme/model/versions/v1/trainings", "POST /v1/trainings/zz4/cancel");
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingIsNotCancelledWithoutCancelOnAbandon(ClientStyle style) throws Exception {
        try (FaultServer server = holdingCreateResponse("starting");
                Replicate client = Wire.builder(server.baseUrl())
                        .run(run -> run.cancelOnAbandon(false))
                        .build()) {
            abandonBeforeTheResponse(style, server, client);
            await().during(QUIET).until(() -> server.requests().size() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingThatIsTerminalWhenCreatedIsNotCancelled(ClientStyle style) throws Exception {
        try (FaultServer server = holdingCreateResponse("failed");
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            abandonBeforeTheResponse(style, server, client);
            await().during(QUIET).until(() -> server.requests().size() == 1);
        }
    }

    @Test
    void closeWaitsForTheCancel() throws Exception {
        try (FaultServer server = holdingCreateResponse("starting")) {
            Replicate client = Wire.builder(server.baseUrl()).build();
            abandonBeforeTheResponse(ClientStyle.REACTIVE, server, client);
            client.close();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void abandonedAwaitCancelsNothing() throws Exception {
        try (FaultServer server =
                        FaultServer.start().afterwards(FaultServer.json(200, TrainingTests.training("processing")));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            AtomicReference<Object> result = new AtomicReference<>();
            Disposable waiting = client.async().trainings().await("zz4").subscribe(result::set, result::set);
            await().until(() -> server.requests().size() >= 2);
            waiting.dispose();
            await().during(QUIET)
                    .until(() -> server.requests().stream()
                            .noneMatch(request -> request.path().endsWith("/cancel")));
            assertThat(result).hasNullValue();
        }
    }
}
