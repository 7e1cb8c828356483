/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that is terminated cancels its predictions and exits soon. */
class ShutdownTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Only a failed test takes this long. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private ReplicateEmulator emulator;

    @BeforeEach
    void startEmulator() {
        this.emulator = ReplicateEmulator.start();
    }

    @AfterEach
    void stopEmulator() {
        this.emulator.close();
    }

    private ApplicationProcess start(String stack, String... properties) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--spring.main.web-application-type=" + stack,
                "--replicate.base-url=" + this.emulator.baseUrl(),
                "--replicate.bearer-token=" + this.emulator.token()));
        all.addAll(List.of(properties));
        return ApplicationProcess.start(this.folder, all);
    }

    private static List<CompletableFuture<Integer>> request(ApplicationProcess application, String path, int times)
            throws Exception {
        URI uri = URI.create("http://localhost:" + application.portNumber() + "/" + path);
        List<CompletableFuture<Integer>> responses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            responses.add(HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode));
        }
        return responses;
    }

    private void awaitRunning(int count) {
        Awaitility.await().atMost(LIMIT).until(() -> this.emulator.running().size() == count);
    }

    /** The graceful shutdown of the web server waits for requests: without a limit in time, if runs did not end. */
    @ParameterizedTest
    @CsvSource({"servlet, request-thread", "reactive, mono"})
    void requestsAndThreadsEndAndTheirPredictionsAreCancelled(String stack, String path) throws Exception {
        try (ApplicationProcess application =
                start(stack, "--spring.lifecycle.timeout-per-shutdown-phase=1h", "--replicate.run.prefer-wait=1s")) {
            List<CompletableFuture<Integer>> responses = new ArrayList<>(request(application, path, 3));
            responses.addAll(request(application, "mono", 3));
            request(application, "own-thread", 3);
            awaitRunning(9);
            assertThat(application.terminate(LIMIT)).as(application.printed()).isNotNull();
            assertThat(this.emulator.running()).isEmpty();
            assertThat(responses)
                    .allSatisfy(response ->
                            assertThat(response).succeedsWithin(LIMIT).isEqualTo(500));
            assertThat(application.printed())
                    .contains("of emulator/slow", "before the client was closed. The prediction is being cancelled.")
                    .doesNotContain("may still be running");
        }
    }

    @ParameterizedTest
    @CsvSource({"servlet, request-thread"})
    void predictionsAreCancelledInAnImmediateShutdown(String stack, String path) throws Exception {
        try (ApplicationProcess application =
                start(stack, "--server.shutdown=immediate", "--replicate.run.prefer-wait=1s")) {
            request(application, path, 3);
            awaitRunning(3);
            assertThat(application.terminate(LIMIT)).as(application.printed()).isNotNull();
            assertThat(this.emulator.running()).isEmpty();
        }
    }

    static Stream<Arguments> loads() {
        return Stream.of("servlet request-thread", "servlet own-thread", "servlet mono", "reactive mono")
                .flatMap(application -> Stream.of(Phase.values())
                        .flatMap(phase -> Stream.of(10, 30)
                                .map(grace -> Arguments.of(
                                        application.split(" ")[0], application.split(" ")[1], phase, grace))));
    }

    /** What the runs wait for when the application is terminated. */
    enum Phase {
        /** The responses to the creates, which the emulator holds. */
        HELD,

        /** Their next polls. */
        POLLING
    }

    /** Prints what is left with the default settings and the grace periods of Docker and Kubernetes. */
    @ParameterizedTest
    @MethodSource("loads")
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void fiftyRunsAreCancelledWithinTheGracePeriod(String stack, String path, Phase phase, int grace) throws Exception {
        try (ApplicationProcess application = start(stack)) {
            request(application, path, 50);
            awaitRunning(50);
            if (phase == Phase.POLLING) {
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> this.emulator
                                        .requests()
                                        .to(Operation.PREDICTIONS_GET)
                                        .size()
                                >= 50);
            }
            Duration exit = application.terminate(Duration.ofSeconds(grace));
            System.out.printf(
                    "proof: 50 runs, %s %s, %s, grace %d s | %d left running, %s%n",
                    stack,
                    path,
                    phase,
                    grace,
                    this.emulator.running().size(),
                    exit == null ? "killed" : "exit after " + exit.toMillis() + " ms");
            assertThat(exit).isNotNull();
            assertThat(this.emulator.running()).isEmpty();
        }
    }
}
