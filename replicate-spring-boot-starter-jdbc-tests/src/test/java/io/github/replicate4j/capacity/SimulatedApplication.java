/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.capacity;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.PredictionCompletedEvent;
import java.util.Objects;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.TestSocketUtils;
import reactor.core.publisher.Flux;

/** An application that creates predictions, waits for none of them, and processes their completions in a listener. */
final class SimulatedApplication implements AutoCloseable {

    static final String MODEL = "acme/painter";

    private static final int CONCURRENT_CREATES = 16;

    private final ConfigurableApplicationContext context;

    private final CountedStatements statements;

    private final JdbcClient jdbc;

    SimulatedApplication(String database, ReplicateEmulator emulator) {
        int port = TestSocketUtils.findAvailableTcpPort();
        this.context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "server.port=" + port,
                        "spring.datasource.url=" + database,
                        "replicate.jdbc.initialize-schema=always",
                        "replicate.webhook.public-url=http://127.0.0.1:" + port,
                        "replicate.webhook.secrets=" + emulator.webhookSecret(),
                        // The clock of the emulator differs from that of the application.
                        "replicate.webhook.tolerance=1h",
                        "replicate.bearer-token=" + emulator.token(),
                        "replicate.base-url=" + emulator.baseUrl())
                .run();
        this.statements = this.context.getBean(CountedStatements.class);
        this.jdbc = this.context.getBean(JdbcClient.class);
    }

    void create(int count) {
        AsyncReplicate replicate = this.context.getBean(AsyncReplicate.class);
        Flux.range(0, count)
                .flatMap(
                        index -> replicate
                                .models()
                                .predictions()
                                .create(MODEL, request -> request.input("prompt", "a lighthouse at dusk")),
                        CONCURRENT_CREATES)
                .blockLast();
    }

    CountedStatements statements() {
        return this.statements;
    }

    long query(String query) {
        return Objects.requireNonNull(this.jdbc.sql(query).query(Long.class).single());
    }

    void execute(String statement) {
        this.jdbc.sql(statement).update();
    }

    @Override
    public void close() {
        this.context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Listener.class)
    static class Application {

        @Bean
        static CountedStatements countedStatements() {
            return new CountedStatements();
        }
    }

    static class Listener {

        private final JdbcClient jdbc;

        Listener(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table effects (prediction varchar(200))").update();
        }

        @EventListener
        void completed(PredictionCompletedEvent event) {
            this.jdbc
                    .sql("insert into effects values (?)")
                    .param(event.prediction().id())
                    .update();
        }
    }
}
