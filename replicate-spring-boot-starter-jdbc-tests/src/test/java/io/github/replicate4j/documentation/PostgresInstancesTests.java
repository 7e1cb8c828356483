/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two instances share PostgreSQL. */
class PostgresInstancesTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final int CREATES = 50;

    private static final int CAPACITY = 20;

    private static final double CREATES_PER_SECOND = 10;

    private static EmbeddedPostgres postgres;

    private static ReplicateEmulator emulator;

    private static ConfigurableApplicationContext first;

    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        emulator = ReplicateEmulator.start();
        emulator.model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
        String url = postgres.getJdbcUrl("postgres", "postgres");
        new JdbcTemplate(new DriverManagerDataSource(url))
                .execute("create table bucket (id bigint primary key, state bytea)");
        first = start(url);
        second = start(url);
    }

    private static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + url,
                        "replicate.jdbc.initialize-schema=always",
                        "replicate.signals.transport=postgres-notify",
                        "replicate.emulator.base-url=" + emulator.baseUrl())
                .run();
    }

    @AfterAll
    static void stop() throws IOException {
        second.close();
        first.close();
        emulator.close();
        postgres.close();
    }

    @Test
    void instancesTogetherNeverExceedTheLimitOfCreates() {
        Instant start = Instant.now();
        for (int i = 0; i < CREATES; i++) {
            (i % 2 == 0 ? first : second)
                    .getBean(DurablePredictions.class)
                    .submitForModel("order-" + i, "acme/painter", request -> request.input(Map.of()));
        }

        await().atMost(TIMEOUT).until(() -> emulator.requests().creates().size() == CREATES);

        List<Double> seconds = emulator.requests().creates().stream()
                .map(JournalEntry::receivedAt)
                .map(time -> Duration.between(start, time).toMillis() / 1_000.0)
                .sorted()
                .toList();
        for (int i = 0; i < CREATES; i++) {
            assertThat(i + 1.0)
                    .as("number of creates after %s s", seconds.get(i))
                    .isLessThanOrEqualTo(CAPACITY + 1 + CREATES_PER_SECOND * seconds.get(i));
        }
    }

    @Test
    void waitEndsWhenTheOtherInstanceReceivesTheWebhook() {
        CompletableFuture<LongRunningTask> completion =
                second.getBean(CompletionSignals.class).completion("p1").toFuture();
        byte[] body = "{\"id\":\"p1\",\"status\":\"succeeded\"}".getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        WebhookEvent event = WebhookEvent.of(new VerifiedWebhook("msg_1", now, body), null, now);

        first.getBean(StoredWebhookInbox.class).store(StoredWebhookInbox.completionKey("p1"), event, body);

        assertThat(completion)
                .succeedsWithin(TIMEOUT)
                .satisfies(task -> assertThat(task.id()).isEqualTo("p1"));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(CreateLimit.class)
    static class Application {}
}
