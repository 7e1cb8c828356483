/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two instances share a bucket in PostgreSQL. */
class CreateLimitTests {

    private static final int CREATES = 50;

    private static final int CAPACITY = 20;

    private static final double CREATES_PER_SECOND = 10;

    @Test
    void instancesTogetherNeverExceedTheLimit() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                ReplicateEmulator emulator = ReplicateEmulator.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            new JdbcTemplate(new DriverManagerDataSource(url))
                    .execute("create table bucket (id bigint primary key, state bytea)");
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.output("done").succeed());
            try (ConfigurableApplicationContext first = start(url, emulator);
                    ConfigurableApplicationContext second = start(url, emulator)) {
                Instant start = Instant.now();
                for (int i = 0; i < CREATES; i++) {
                    (i % 2 == 0 ? first : second)
                            .getBean(DurablePredictions.class)
                            .submitForModel("order-" + i, "acme/painter", request -> request.input(Map.of()));
                }

                await().atMost(Duration.ofMinutes(2))
                        .until(() -> emulator.requests().creates().size() == CREATES);

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
        }
    }

    private static ConfigurableApplicationContext start(String url, ReplicateEmulator emulator) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + url,
                        "replicate.jdbc.initialize-schema=always",
                        "replicate.emulator.base-url=" + emulator.baseUrl())
                .run();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(CreateLimit.class)
    static class Application {}
}
