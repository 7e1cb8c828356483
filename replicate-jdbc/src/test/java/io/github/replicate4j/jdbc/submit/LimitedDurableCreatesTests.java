/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Durable creates of a client with limits. */
@Order(1)
class LimitedDurableCreatesTests {

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final TestDatabase testDatabase = TestDatabase.h2();

    private final JournalNode node = new JournalNode(this.testDatabase.sharedDatabase(10), this.emulator.baseUrl());

    private Replicate client;

    private DurablePredictions predictions;

    @BeforeEach
    void hang() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.hang());
    }

    @AfterEach
    void close() throws Exception {
        this.predictions.close();
        this.client.close();
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    private void start(UnaryOperator<ReplicateBuilder> limits) {
        start(limits, () -> true);
    }

    private void start(UnaryOperator<ReplicateBuilder> limits, CreateBudget budget) {
        this.client = limits.apply(Replicate.builder()
                        .baseUrl(this.emulator.baseUrl())
                        .bearerToken(this.emulator.token())
                        .journal(this.node.journal))
                .build();
        this.predictions = DurablePredictions.builder(this.node.journal, this.client)
                .settings(SubmitSettings.DEFAULT.with(settings -> settings.pollInterval(Duration.ofMillis(20))))
                .budget(budget)
                .build();
        this.predictions.start();
    }

    private void submit(String key) {
        this.predictions.submitForModel(key, JournalNode.MODEL, request -> request.input("prompt", key));
    }

    private CreateState state(String key) {
        return this.predictions.find(key).orElseThrow().state();
    }

    private String error(String key) {
        return String.valueOf(this.predictions.find(key).orElseThrow().error());
    }

    @Test
    void createAboveTheLimitIsSentWhenAPlaceIsFree() {
        start(builder -> builder.limits(limits -> limits.maxInFlight(1)));
        submit("a");
        await().until(() -> state("a") == CreateState.RUNNING);
        submit("b");
        await().until(() -> error("b").contains("replicate.limits.max-in-flight"));
        await().until(() -> state("b") == CreateState.QUEUED);
        assertThat(this.emulator.requests().creates()).hasSize(1);
        this.client.predictions().cancel(this.emulator.running().get(0));
        await().until(() -> state("b") == CreateState.RUNNING);
        assertThat(this.emulator.requests().creates()).hasSize(2);
    }

    @Test
    void costThatIsUsedUpKeepsCreatesInTheQueue() {
        Prices prices =
                Prices.of(all -> all.model(JournalNode.MODEL, Price.of(price -> price.perRun(new BigDecimal("0.6")))));
        start(builder -> builder.prices(prices).limits(limits -> limits.costPerDay(BigDecimal.ONE)));
        submit("a");
        submit("b");
        await().until(() -> (error("a") + error("b")).contains("replicate.limits.cost-per-day"));
        await().untilAsserted(() -> assertThat(List.of(state("a"), state("b")))
                .containsExactlyInAnyOrder(CreateState.RUNNING, CreateState.QUEUED));
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @Test
    void createsAreSentInTheOrderOfTheirSubmission() {
        start(builder -> builder.limits(limits -> limits.maxInFlight(1)));
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> "k" + i).toList();
        keys.forEach(this::submit);
        List<String> sent = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            for (String id : this.emulator.running()) {
                sent.add(
                        String.valueOf(this.client.predictions().get(id).input().get("prompt")));
                this.client.predictions().cancel(id);
            }
            return sent.size() == keys.size();
        });
        assertThat(sent).containsExactlyElementsOf(keys);
    }

    @Test
    void createsThatWaitForTheBudgetAreSentInTheOrderOfTheirSubmission() {
        AtomicInteger permits = new AtomicInteger();
        AtomicInteger denials = new AtomicInteger();
        start(builder -> builder, () -> {
            boolean permitted = permits.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!permitted) {
                denials.incrementAndGet();
            }
            return permitted;
        });
        List<String> keys = IntStream.range(0, 6).mapToObj(i -> "k" + i).toList();
        keys.forEach(this::submit);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int before = denials.get();
            await().until(() -> denials.get() > before);
            permits.incrementAndGet();
            await().until(() -> this.emulator.running().size() == 1);
            String id = this.emulator.running().get(0);
            sent.add(String.valueOf(this.client.predictions().get(id).input().get("prompt")));
            this.client.predictions().cancel(id);
        }
        assertThat(sent).containsExactlyElementsOf(keys);
    }

    @Test
    void createThatDoesNotFitIsCancelledInTheQueueAlthoughTheClientWaitsForItsLimits() {
        start(builder -> builder.limits(limits -> limits.maxInFlight(1).maxWait(Duration.ofMinutes(30))));
        submit("a");
        await().until(() -> state("a") == CreateState.RUNNING);
        submit("b");
        await().until(() -> error("b").contains("replicate.limits.max-in-flight"));
        this.predictions.cancel("b");
        await().until(() -> state("b") == CreateState.CANCELED);
        submit("c");
        this.client.predictions().cancel(this.emulator.running().get(0));
        await().until(() -> state("c") == CreateState.RUNNING);
        assertThat(this.emulator.requests().creates()).hasSize(2);
    }

    @Test
    void cancellationFreesThePlaceOfACreateWhoseResponseWasLost() {
        startAndLoseTheFirstResponse(builder -> {});
        this.client.predictions().cancel(this.emulator.running().get(0));
        await().until(() -> state("b") == CreateState.RUNNING);
    }

    @Test
    void webhookFreesThePlaceOfACreateWhoseResponseWasLost() {
        CompletionSignals signals = new CompletionSignals();
        startAndLoseTheFirstResponse(builder -> builder.signals(signals));
        // Its state arrives as from a webhook: through no call of this client.
        String id = this.emulator.running().get(0);
        this.node.client.predictions().cancel(id);
        signals.completed(this.node.client.predictions().get(id));
        await().until(() -> state("b") == CreateState.RUNNING);
    }

    private void startAndLoseTheFirstResponse(Consumer<ReplicateBuilder> change) {
        this.emulator.webhooks().always().drop();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        start(builder -> {
            change.accept(builder.maxRetries(0)
                    .defaultWebhook(WebhookTarget.to(URI.create("http://localhost:9/hook"), WebhookEventType.COMPLETED))
                    .limits(limits -> limits.maxInFlight(1)));
            return builder;
        });
        submit("a");
        await().until(() -> !error("a").equals("null"));
        submit("b");
        await().until(() -> error("b").contains("replicate.limits.max-in-flight"));
    }
}
