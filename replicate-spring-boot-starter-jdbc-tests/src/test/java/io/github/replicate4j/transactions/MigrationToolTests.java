/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications whose tables are created by a migration tool, before the inbox and the journal use them. */
class MigrationToolTests {

    @Test
    void flywayMigratesBeforeTheInboxStarts(@TempDir Path folder) throws Exception {
        try (InputStream script = new ClassPathResource(JdbcDialect.H2.schemaLocation()).getInputStream()) {
            Files.copy(script, folder.resolve("V7__replicate.sql"));
        }
        assertProcesses("flyway", "spring.flyway.enabled=true", "spring.flyway.locations=filesystem:" + folder);
    }

    @Test
    void liquibaseMigratesBeforeTheInboxStarts() {
        assertProcesses(
                "liquibase",
                "spring.liquibase.enabled=true",
                "spring.liquibase.change-log=classpath:io/github/replicate4j/jdbc/changelog.xml");
    }

    private static void assertProcesses(String database, String... properties) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1",
                        "replicate.bearer-token=r8_test",
                        "replicate.jdbc.initialize-schema=never",
                        "replicate.journal.enabled=true")
                .run(Stream.of(properties).map(property -> "--" + property).toArray(String[]::new))) {
            Completions.store(context.getBean(JdbcWebhookInbox.class), "p1");
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(Completions.state(jdbc, "p1")).isEqualTo("DONE 1"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
