/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.clock.TestClocks;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Limits for slow and unreachable receivers, and reset.
 */
class WebhookLimitTests {

    private final WebhookReceiver receiver = new WebhookReceiver();

    private final WebhookReceiver other = new WebhookReceiver();

    /** Advances only if a test does it, so that a slow machine does not exceed the response timeout of webhooks. */
    private final EmulatorClock clock = TestClocks.manual(Instant.now(), Duration.ofMillis(100));

    @AfterEach
    void close() {
        this.receiver.close();
        this.other.close();
    }

    @Test
    void unresponsiveReceiverDelaysNeitherPredictionsNorOtherReceivers() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            this.receiver.respondingWith(request -> Mono.never());
            for (int i = 0; i < 30; i++) {
                api.createWithWebhook("acme/model", this.receiver.url(), "completed");
            }
            api.createWithWebhook("acme/model", this.other.url(), "completed");

            await().until(() -> this.other.received().size() == 1);
            await().until(() -> this.receiver.received().size() == WebhookConcurrencyLimiter.MAX_PER_RECEIVER);

            assertThat(emulator.running()).isEmpty();
            assertThat(this.receiver.maxConcurrency()).isEqualTo(WebhookConcurrencyLimiter.MAX_PER_RECEIVER);
        }
    }

    @Test
    void totalConcurrencyIsLimited() {
        List<WebhookReceiver> receivers =
                Stream.generate(WebhookReceiver::new).limit(9).toList();
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            Sinks.One<Integer> status = Sinks.one();
            for (WebhookReceiver each : receivers) {
                each.respondingWith(request -> status.asMono());
                for (int i = 0; i < WebhookConcurrencyLimiter.MAX_PER_RECEIVER; i++) {
                    api.createWithWebhook("acme/model", each.url(), "completed");
                }
            }

            await().until(() -> countReceived(receivers) == WebhookConcurrencyLimiter.MAX);
            assertThat(emulator.webhooks().deliveries()).hasSize(WebhookConcurrencyLimiter.MAX);
            status.tryEmitValue(204);

            await().until(() -> countReceived(receivers) == 9 * WebhookConcurrencyLimiter.MAX_PER_RECEIVER);
        } finally {
            receivers.forEach(WebhookReceiver::close);
        }
    }

    private static int countReceived(List<WebhookReceiver> receivers) {
        return receivers.stream().mapToInt(each -> each.received().size()).sum();
    }

    @Test
    void waitingWebhooksAreSentAfterResponses() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            this.receiver.respondingWith(request -> Mono.just(204).delayElement(Duration.ofMillis(20)));
            List<CompletableFuture<HttpResponse<String>>> created = IntStream.range(0, 100)
                    .mapToObj(i -> api.postAsync(
                            "/models/acme/model/predictions", TestApi.webhookBody(this.receiver.url(), "completed")))
                    .toList();
            created.forEach(CompletableFuture::join);

            await().until(() -> this.receiver.received().size() == 100);

            assertThat(this.receiver.maxConcurrency()).isLessThanOrEqualTo(WebhookConcurrencyLimiter.MAX_PER_RECEIVER);
            assertThat(this.receiver.received())
                    .extracting(WebhookReceiver.Received::id)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void webhooksOfOnePredictionAreSequential() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            emulator.model("acme/model")
                    .official()
                    .respond(script -> script.log("a").output("b").succeed());
            this.receiver.respondingWith(request -> Mono.just(204).delayElement(Duration.ofMillis(20)));
            new TestApi(emulator)
                    .createWithWebhook("acme/model", this.receiver.url(), "start", "output", "logs", "completed");

            await().until(() -> this.receiver.received().size() == 4);

            assertThat(emulator.webhooks().deliveries())
                    .extracting(WebhookDelivery::event)
                    .containsExactly(
                            WebhookEventType.START,
                            WebhookEventType.LOGS,
                            WebhookEventType.OUTPUT,
                            WebhookEventType.COMPLETED);
            assertThat(this.receiver.maxConcurrency()).isEqualTo(1);
        }
    }

    @Test
    void slowReceiverGetsOnlyTheLatestState() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            emulator.model("acme/model").official().respond(script -> {
                for (int i = 0; i < 5; i++) {
                    script.output(i).pause(Duration.ofSeconds(1));
                }
                script.hang();
            });
            Sinks.One<Integer> firstResponse = Sinks.one();
            this.receiver.respondingWith(
                    request -> this.receiver.received().size() == 1 ? firstResponse.asMono() : Mono.just(204));
            new TestApi(emulator).createWithWebhook("acme/model", this.receiver.url(), "output");
            await().until(() -> this.receiver.received().size() == 1);
            this.clock.advance(Duration.ofSeconds(5));
            firstResponse.tryEmitValue(204);

            await().until(() -> emulator.webhooks().deliveries().stream()
                            .filter(WebhookDelivery::isSuccess)
                            .count()
                    == 2);

            assertThat(this.receiver.received())
                    .extracting(each -> each.json().get("output"))
                    .containsExactly(List.of(0), List.of(0, 1, 2, 3, 4));
        }
    }

    @Test
    void oneReceiverUsesAtMostHalfOfTheCapacity() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            this.receiver.respondingWith(request -> Mono.never());
            String body = "{\"input\":{\"text\":\"" + "x".repeat(4 << 20) + "\"},\"webhook\":\"" + this.receiver.url()
                    + "\",\"webhook_events_filter\":[\"completed\"]}";
            for (int i = 0; i < 10; i++) {
                assertThat(api.post("/models/acme/model/predictions", body).statusCode())
                        .isEqualTo(201);
            }
            api.createWithWebhook("acme/model", this.other.url(), "completed");

            await().until(() -> this.other.received().size() == 1);
            assertThat(emulator.webhooks().deliveries())
                    .filteredOn(each -> "Not sent: too many webhooks are waiting".equals(each.failure()))
                    .hasSize(3);
        }
    }

    @Test
    void resetRemovesWaitingWebhooks() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(this.clock).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            emulator.webhooks().always(WebhookEventType.START).drop();
            AtomicInteger aborted = new AtomicInteger();
            this.receiver.respondingWith(500);
            this.other.respondingWith(request -> Mono.<Integer>never().doOnCancel(aborted::incrementAndGet));
            api.createWithWebhook("acme/model", this.receiver.url(), "completed");
            api.createWithWebhook("acme/model", this.other.url(), "completed");
            await().until(() -> emulator.webhooks().deliveries().stream().anyMatch(each -> each.status() != null));
            await().until(() -> this.other.received().size() == 1);

            emulator.reset();

            assertThat(emulator.webhooks().deliveries()).isEmpty();
            await().until(() -> aborted.get() == 1);
            assertThat(TestClocks.scheduledTasks(this.clock)).isZero();
            this.clock.advance(Duration.ofHours(1));
            assertThat(emulator.webhooks().deliveries()).isEmpty();
            emulator.model("acme/model").official();
            this.receiver.respondingWith(204);
            api.createWithWebhook("acme/model", this.receiver.url(), "start", "completed");
            await().until(() -> emulator.webhooks().deliveries().stream()
                            .filter(WebhookDelivery::isSuccess)
                            .count()
                    == 2);
        }
    }
}
