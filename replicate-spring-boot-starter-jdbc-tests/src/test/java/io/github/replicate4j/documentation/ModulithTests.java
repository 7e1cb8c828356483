/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.stereotype.Component;

/** Spring Modulith behind the inbox: its publications are committed together with the completion. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "spring.datasource.url=jdbc:h2:mem:modulith;DB_CLOSE_DELAY=-1",
            "spring.modulith.events.jdbc.schema-initialization.enabled=true",
            "replicate.bearer-token=r8_test",
            "replicate.inbox.poll-interval=200ms"
        })
class ModulithTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Autowired
    JdbcWebhookInbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Modules modules;

    @Autowired
    IncompleteEventPublications incomplete;

    @Test
    void smallEventIsPublishedWhateverTheSizeOfTheCompletion() {
        store("p1", "x".repeat(100_000));

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.modules.received()).contains("p1 succeeded"));
        assertThat(state("p1")).isEqualTo("DONE 1");
    }

    @Test
    void publicationIsRolledBackWithTheTransactionOfTheInbox() {
        this.modules.failing().add("listener p2");
        store("p2", "");

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(state("p2")).isEqualTo("DONE 2"));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.modules.received()).contains("p2 succeeded"));
        assertThat(publications("p2")).isOne();
    }

    @Test
    void failedModuleListenerIsResubmittedAndNotTheCompletion() {
        this.modules.failing().add("module p3");
        store("p3", "");

        await().atMost(TIMEOUT).until(() -> !this.modules.failing().contains("module p3"));
        await().atMost(TIMEOUT).untilAsserted(() -> {
            this.incomplete.resubmitIncompletePublications(any -> true);
            assertThat(this.modules.received()).contains("p3 succeeded");
        });
        assertThat(state("p3")).isEqualTo("DONE 1");
        assertThat(this.modules.received()).containsOnlyOnce("p3 succeeded");
    }

    private void store(String id, String logs) {
        byte[] body = ("{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"logs\":\"" + logs + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        this.inbox.store(
                StoredWebhookInbox.completionKey(id),
                WebhookEvent.of(new VerifiedWebhook("msg_" + id, Instant.EPOCH, body), null, Instant.EPOCH),
                body);
    }

    private String state(String id) {
        return this.jdbc
                .sql("select concat(state, ' ', attempt) from replicate_inbox where event_key = ?")
                .param(StoredWebhookInbox.completionKey(id))
                .query(String.class)
                .single();
    }

    private int publications(String id) {
        return this.jdbc
                .sql("select count(*) from event_publication where serialized_event like ?")
                .param("%" + id + "%")
                .query(Integer.class)
                .single();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PaintingEvents.class, Modules.class})
    static class Application {}

    @Component
    static class Modules {

        private final Set<String> failing = ConcurrentHashMap.newKeySet();

        private final List<String> received = new CopyOnWriteArrayList<>();

        Set<String> failing() {
            return this.failing;
        }

        List<String> received() {
            return this.received;
        }

        @EventListener
        @Order(Ordered.LOWEST_PRECEDENCE)
        void last(PredictionCompletedEvent event) {
            failIfRequested("listener " + event.prediction().id());
        }

        @ApplicationModuleListener
        void on(PaintingCompleted event) {
            failIfRequested("module " + event.predictionId());
            this.received.add(event.predictionId() + " " + event.status());
        }

        private void failIfRequested(String listener) {
            if (this.failing.remove(listener)) {
                throw new IllegalStateException("Simulated failure of " + listener);
            }
        }
    }
}
