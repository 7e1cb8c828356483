/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** One node waits for predictions whose webhooks another node receives. With {@code stress}, the figures are printed. */
class CrossNodeWaitsTests {

    private static final String MODEL = "acme/painter";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.postgres();

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final Map<String, Long> endedAt = new ConcurrentHashMap<>();

    private WebhookNode receiving;

    private WebhookNode waiting;

    private void start(boolean notifications) throws Exception {
        this.receiving = new WebhookNode(this.database, this.emulator, notifications, null);
        this.waiting = new WebhookNode(this.database, this.emulator, notifications, this.receiving.url());
    }

    @AfterEach
    void stop() {
        this.waiting.close();
        this.receiving.close();
        this.emulator.close();
        this.database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWaitEndsWhenAnotherNodeReceivesTheWebhook(boolean notifications) throws Exception {
        start(notifications);
        model(Duration.ofSeconds(1));
        List<Prediction> completed =
                waits(20, Duration.ofMillis(10)).collectList().block(TIMEOUT);
        assertThat(completed).hasSize(20).allMatch(prediction -> "succeeded".equals(prediction.statusText()));
        assertThat(this.receiving.storedAt()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void latency(boolean notifications) throws Exception {
        start(notifications);
        model(Duration.ofSeconds(3));
        waits(400, Duration.ofMillis(150)).blockLast(TIMEOUT);
        long[] millis = this.endedAt.entrySet().stream()
                .mapToLong(end -> (end.getValue() - this.receiving.storedAt().get(end.getKey())) / 1_000_000)
                .sorted()
                .toArray();
        System.out.printf(
                "proof: %s, %d waits | p50 %d ms, p95 %d ms, max %d ms; requests %s%n",
                notifications ? "postgres-notify" : "database",
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1],
                operations());
        assertThat(millis[millis.length / 2]).isLessThan(700);
    }

    /** A thousand predictions run for longer than two minutes. */
    @Test
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void requestsOfAThousandWaits() throws Exception {
        start(false);
        model(Duration.ofSeconds(150));
        var waits = waits(1_000, Duration.ofMillis(10)).subscribe();
        await().atMost(TIMEOUT).until(() -> this.emulator.running().size() == 1_000);
        for (int minute = 1; minute <= 2; minute++) {
            this.emulator.requests().clear();
            Thread.sleep(Duration.ofMinutes(1).toMillis());
            System.out.println("proof: 1,000 running predictions, minute " + minute + " | " + operations());
            // Waits share pages of the list.
            assertThat(reads()).isLessThan(1_000);
        }
        assertThat(this.endedAt).isEmpty();
        waits.dispose();
    }

    /** A thousand predictions are awaited at any time, and five of them complete each second. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void requestsOfAThousandWaitsWhileOthersComplete(boolean notifications) throws Exception {
        start(notifications);
        model(Duration.ofSeconds(100));
        var waits = waits(3_000, Duration.ofMillis(100)).subscribe();
        await().atMost(TIMEOUT).until(() -> this.endedAt.size() >= 50);
        this.emulator.requests().clear();
        int before = this.endedAt.size();
        Thread.sleep(Duration.ofMinutes(1).toMillis());
        int ended = this.endedAt.size() - before;
        System.out.println("proof: " + (notifications ? "postgres-notify" : "database") + ", 1,000 waits | " + ended
                + " end in a minute: " + operations());
        assertThat(ended).isPositive();
        // The database reports completions, so that none of them needs a request.
        assertThat(reads()).isLessThan(ended + 100);
        waits.dispose();
    }

    private void model(Duration time) {
        this.emulator
                .model(MODEL)
                .official()
                .respond(script -> script.pause(time).output("done").succeed());
    }

    private Flux<Prediction> waits(int count, Duration interval) {
        Replicate client = this.waiting.client();
        return Flux.interval(interval)
                .onBackpressureBuffer()
                .take(count)
                .flatMap(
                        i -> client.async()
                                .models()
                                .predictions()
                                .create(MODEL, request -> request.input("prompt", "p" + i))
                                .flatMap(prediction ->
                                        client.async().predictions().await(prediction.id(), TIMEOUT)),
                        2_000)
                .doOnNext(prediction -> this.endedAt.put(prediction.id(), System.nanoTime()));
    }

    private long reads() {
        return this.emulator.requests().all().stream()
                .filter(request -> request.method().equals("GET"))
                .count();
    }

    private Map<String, Long> operations() {
        return this.emulator.requests().all().stream()
                .map(JournalEntry::operation)
                .collect(Collectors.groupingBy(String::valueOf, Collectors.counting()));
    }
}
