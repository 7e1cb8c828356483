/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConnectionLimitTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void fullPoolErrorNamesTheSetting() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        FaultServer.Behavior pending =
                FaultServer.answerAfter(release, FaultServer.json(200, Wire.prediction("abc", "starting")));
        try (FaultServer server = FaultServer.start().afterwards(pending);
                Replicate client =
                        Wire.builder(server.baseUrl()).maxConnections(1).build()) {
            // One request holds the connection and ten wait for it. Any of the eleven may exceed the limit.
            client.async().predictions().get("abc").subscribe(prediction -> {}, failure -> {});
            await().atMost(LIMIT).until(() -> server.requests().size() == 1);
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < 11; i++) {
                client.async().predictions().get("abc").subscribe(prediction -> {}, failures::add);
            }
            await().atMost(LIMIT).until(() -> !failures.isEmpty());
            assertThat(failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    ApiConnectionException.class,
                                    unsent -> assertThat(unsent.requestSent()).isFalse())
                            .hasMessageContaining("maxConnections")
                            .hasMessageContaining("replicate.http.max-connections"));
            assertThat(server.connections()).isEqualTo(1);
            release.countDown();
        }
    }

    @Test
    void limitAppliesPerHost() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (FaultServer files = FaultServer.start(FaultServer.json(200, "a picture"));
                FaultServer api = FaultServer.start(
                                FaultServer.json(200, Wire.succeeded("abc", "\"" + files.origin() + "/out.png\"")))
                        .afterwards(FaultServer.answerAfter(
                                release, FaultServer.json(200, Wire.prediction("def", "starting"))));
                Replicate client = Wire.builder(api.baseUrl()).maxConnections(1).build()) {
            Prediction prediction = client.predictions().get("abc");
            client.async().predictions().get("def").subscribe(pending -> {}, failure -> {});
            await().atMost(LIMIT).until(() -> api.requests().size() == 2);

            assertThat(client.output(prediction).file().bytes()).asString().isEqualTo("a picture");
            assertThat(api.requests()).hasSize(2);
            release.countDown();
        }
    }
}
