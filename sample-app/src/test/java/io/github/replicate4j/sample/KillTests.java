/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * The application is killed at random moments while pictures are ordered, sent, generated and delivered. Each order must lead to
 * one prediction and one picture. With the profile {@code stress}, there are more orders and kills, and each order takes as long
 * as it does for users.
 */
class KillTests {

    private static final boolean STRESS = Boolean.getBoolean("replicate4j.stress");

    private static final int ORDERS = STRESS ? 50 : 6;

    private static final int KILLS = STRESS ? 20 : 1;

    /** Longer than two searches for a request that Replicate has not received, of which the first was interrupted by a kill. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final long seed = System.nanoTime();

    private final Random random = new Random(this.seed);

    private final List<UUID> orders = Stream.generate(() -> new UUID(this.random.nextLong(), this.random.nextLong()))
            .limit(ORDERS)
            .toList();

    /** Orders to which the application has not responded. */
    private final Deque<UUID> unanswered = new ArrayDeque<>(this.orders);

    @TempDir
    private Path folder;

    @Test
    void eachOrderIsDeliveredOnce() throws Exception {
        try (ReplicateEmulator replicate = ReplicateEmulator.start()) {
            replicate.faults().always(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMillis(200));
            int port = freePort();
            for (int kill = 1; kill <= KILLS; kill++) {
                StudioProcess studio = start(replicate, port);
                if (kill == 1) {
                    awaitFirst(studio.client());
                }
                orderUntilKilled(studio, ORDERS * kill / KILLS);
                if (!STRESS) {
                    minutesPass();
                }
            }
            try (StudioProcess studio = start(replicate, port)) {
                RestTestClient client = studio.client();
                order(client, ORDERS);
                assertThatEachIsDeliveredOnce(replicate, new PicturesApi(client));
            }
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private StudioProcess start(ReplicateEmulator replicate, int port) throws Exception {
        return StudioProcess.start(
                this.folder,
                port,
                StudioProcess.classPath(),
                List.of(),
                List.of(
                        "--replicate.mode=api",
                        "--replicate.base-url=" + replicate.baseUrl(),
                        "--replicate.bearer-token=" + replicate.token(),
                        "--replicate.webhook.public-url=http://localhost:" + port));
    }

    /** Only if Replicate lists a prediction of the application, it is certain that another one was not created. */
    private void awaitFirst(RestTestClient client) {
        UUID first = this.unanswered.element();
        order(client, 1);
        new PicturesApi(client).stateWhen(first.toString(), "succeeded");
    }

    private void orderUntilKilled(StudioProcess studio, int count) throws Exception {
        RestTestClient client = studio.client();
        CompletableFuture<Void> ordering = CompletableFuture.runAsync(() -> order(client, count));
        // Not a wait for a condition: the kill comes at a random moment.
        TimeUnit.MILLISECONDS.sleep(this.random.nextInt(this.random.nextBoolean() ? 500 : 4_000));
        studio.kill();
        assertThat(ordering.handle((nothing, failure) -> failure)).succeedsWithin(Duration.ofMinutes(1));
    }

    /** Order until the application has responded to a number of orders. They can be repeated, because the caller chooses their ids. */
    private void order(RestTestClient client, int count) {
        while (ORDERS - this.unanswered.size() < count) {
            UUID id = this.unanswered.element();
            client.post()
                    .uri("/pictures?id={id}&prompt={prompt}", id, id)
                    .header("HX-Request", "true")
                    .exchange()
                    .expectStatus()
                    .isOk();
            this.unanswered.remove();
        }
    }

    /** What was interrupted becomes due, as if the application had been down for some minutes. */
    private void minutesPass() {
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource(
                "jdbc:h2:file:" + this.folder.resolve("studio/database") + ";WRITE_DELAY=0"));
        database.sql("update replicate_journal set due_at = current_timestamp, checks = 1"
                        + " where state in ('SENDING', 'RUNNING')")
                .update();
        database.sql("update replicate_inbox set due_at = current_timestamp where state = 'NEW'")
                .update();
    }

    private void assertThatEachIsDeliveredOnce(ReplicateEmulator replicate, PicturesApi pictures) {
        long start = System.nanoTime();
        awaitCompletion(pictures);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        List<String> paid = replicate.predictions().stream()
                .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                .toList();
        List<String> unknown = prompts(id -> !isComplete(pictures, id));
        List<String> undelivered = prompts(id -> paid.contains(id.toString()) && !isDelivered(pictures, id));
        List<String> createdTwice = prompts(id -> Collections.frequency(paid, id.toString()) > 1);
        System.out.printf(
                "proof: %d orders, %d kills | orders with unknown outcome %d, predictions paid but not delivered %d,"
                        + " predictions created twice %d; delivered %d s after the last start; found by %s%n",
                ORDERS, KILLS, unknown.size(), undelivered.size(), createdTwice.size(), seconds, foundBy(pictures));
        assertThat(unknown).as("orders with unknown outcome, seed " + this.seed).isEmpty();
        assertThat(undelivered)
                .as("predictions paid but not delivered, seed " + this.seed)
                .isEmpty();
        assertThat(createdTwice)
                .as("predictions created twice, seed " + this.seed)
                .isEmpty();
        assertThat(paid).as("orders").containsExactlyInAnyOrderElementsOf(prompts(id -> true));
    }

    private void awaitCompletion(PicturesApi pictures) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> this.orders.stream().allMatch(id -> isComplete(pictures, id)));
        } catch (ConditionTimeoutException ex) {
            // The assertions name the orders, and are reported together with all other figures.
        }
    }

    private List<String> prompts(Predicate<UUID> condition) {
        return this.orders.stream().filter(condition).map(UUID::toString).toList();
    }

    private static boolean isComplete(PicturesApi pictures, UUID id) {
        Map<String, Object> state = pictures.state(id.toString());
        return state.containsKey("image")
                || List.of("failed", "canceled").contains(String.valueOf(state.get("status")));
    }

    private static boolean isDelivered(PicturesApi pictures, UUID id) {
        return pictures.state(id.toString()).containsKey("image")
                && Arrays.equals(PNG, Arrays.copyOf(pictures.image(id.toString()), PNG.length));
    }

    private Map<String, Long> foundBy(PicturesApi pictures) {
        return this.orders.stream()
                .map(id -> String.valueOf(pictures.state(id.toString()).get("foundBy")))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
