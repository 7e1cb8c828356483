/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhooks.observation.WebhookObservationContext;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.Stack;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Completions are stored before the response, and updates are published, over a socket. */
@ParameterizedClass
@EnumSource
class StoredWebhookInboxTests {

    @Parameter
    Stack stack;

    private final Inbox inbox = new Inbox();

    private final CompletionSignals signals = new CompletionSignals();

    private final List<String> outcomes = new CopyOnWriteArrayList<>();

    private WebhookServer server;

    @BeforeEach
    void start() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                StoredWebhookInboxTests.this.outcomes.add(((WebhookObservationContext) context).getOutcome());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof WebhookObservationContext;
            }
        });
        this.server = WebhookServer.start(
                this.stack,
                builder -> builder.inbox(this.inbox).signals(this.signals).observationRegistry(registry));
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

    private int send(String body, String query) {
        Delivery delivery = this.server.signed(body);
        return this.server.send(delivery.to(delivery.target() + query)).status();
    }

    @Test
    void completionIsStoredBeforeTheResponse() {
        List<LongRunningTask> signaled = new CopyOnWriteArrayList<>();
        this.signals.completion("a").subscribe(signaled::add);
        String body = WebhookServer.body("a", "succeeded");
        assertThat(send(body, "")).isEqualTo(204);
        assertThat(this.inbox.stored).containsOnlyKeys("completed:a");
        Stored stored = this.inbox.stored.get("completed:a");
        assertThat(stored.event).isInstanceOf(PredictionCompletedEvent.class);
        assertThat(new String(stored.body, StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(stored.entryId).isNull();
        assertThat(this.server.listener().events()).isEmpty();
        assertThat(signaled).extracting(LongRunningTask::id).containsExactly("a");
        assertThat(this.outcomes).containsExactly("stored");
    }

    @Test
    void storedCompletionIsADuplicate() {
        String body = WebhookServer.body("a", "succeeded");
        assertThat(send(body, "")).isEqualTo(204);
        assertThat(send(body, "")).isEqualTo(204);
        assertThat(this.inbox.stored).hasSize(1);
        assertThat(this.outcomes).containsExactly("stored", "duplicate");
    }

    @Test
    void updateIsPublished() {
        assertThat(send(WebhookServer.body("a", "processing"), "")).isEqualTo(204);
        assertThat(this.inbox.stored).isEmpty();
        assertThat(this.server.listener().events()).singleElement().isInstanceOf(PredictionUpdatedEvent.class);
        assertThat(this.outcomes).containsExactly("processed");
    }

    @Test
    void failureToStoreIsReportedToReplicate() {
        this.inbox.failure = new IllegalStateException("the database is down");
        String body = WebhookServer.body("a", "succeeded");
        assertThat(send(body, "")).isEqualTo(503);
        assertThat(this.server.listener().events()).isEmpty();
        this.inbox.failure = null;
        assertThat(send(body, "")).isEqualTo(204);
        assertThat(this.outcomes).containsExactly("inbox_failed", "stored");
    }

    @Test
    void entryOfSignedBodyIsPreferred() {
        String signed = "{\"id\":\"%s\",\"status\":\"succeeded\",\"webhook\":\"https://app.test/hook?%s\"}";
        send(signed.formatted("a", "replicate-entry=signed"), "?replicate-entry=unsigned");
        send(signed.formatted("b", "replicate=prediction"), "?replicate-entry=unsigned");
        assertThat(this.inbox.stored.get("completed:a").entryId).isEqualTo("signed");
        assertThat(this.inbox.stored.get("completed:b").entryId).isEqualTo("unsigned");
    }

    private record Stored(
            WebhookEvent event, byte[] body, @Nullable String entryId) {}

    private static final class Inbox implements StoredWebhookInbox {

        private final Map<String, Stored> stored = new ConcurrentHashMap<>();

        private volatile @Nullable RuntimeException failure;

        @Override
        public Outcome process(String key, Runnable work) {
            work.run();
            return Outcome.PROCESSED;
        }

        @Override
        public boolean store(String key, WebhookEvent event, byte[] body) {
            throw new AssertionError("the receiver passes the entry");
        }

        @Override
        public boolean store(String key, WebhookEvent event, byte[] body, @Nullable String entryId) {
            RuntimeException failure = this.failure;
            if (failure != null) {
                throw failure;
            }
            return this.stored.putIfAbsent(key, new Stored(event, body, entryId)) == null;
        }
    }
}
