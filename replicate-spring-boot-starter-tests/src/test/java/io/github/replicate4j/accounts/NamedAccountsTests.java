/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.accounts.NamedAccounts.Captioner;
import io.github.replicate4j.accounts.NamedAccounts.Posters;
import io.github.replicate4j.autoconfigure.emulator.EmulatorReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.ReactorResourceFactory;

/** An application with the named clients of the documentation. */
class NamedAccountsTests {

    private static ReplicateEmulator emulator;

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        emulator = ReplicateEmulator.builder().anyToken().start();
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.location=classpath:/accounts/named.yaml",
                        "spring.main.banner-mode=off",
                        "replicate.base-url=" + emulator.baseUrl(),
                        "replicate.clients.team-c.timeout=10s",
                        "REPLICATE_API_TOKEN=r8_default",
                        "TEAM_A_TOKEN=r8_a",
                        "TEAM_B_TOKEN=r8_b",
                        "WEBHOOK_SECRET=" + ReplicateEmulator.DEFAULT_WEBHOOK_SECRET,
                        "TEAM_A_WEBHOOK_SECRET=whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")
                .run();
    }

    @BeforeEach
    void scriptModels() {
        emulator.reset();
        emulator.model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
    }

    @AfterAll
    static void stop() {
        application.close();
        emulator.close();
    }

    private static List<String> tokens() {
        return emulator.requests().all().stream()
                .map(JournalEntry::authorization)
                .toList();
    }

    @Test
    void eachClientSendsItsToken() {
        application.getBean(Posters.class).listBoth();
        application.getBean("teamBReplicate", Replicate.class).predictions().list();
        assertThat(tokens()).containsExactly("Bearer r8_default", "Bearer r8_a", "Bearer r8_b");
    }

    @Test
    void interfacesUseTheirClient() {
        assertThat(application.getBean(Captioner.class).caption("cat.png")).isEqualTo("a cat");
        assertThat(tokens()).containsOnly("Bearer r8_a");
    }

    @Test
    void aBeanProvidesATokenThatChanges() {
        assertThat(application
                        .getBean("teamCReplicate", Replicate.class)
                        .async()
                        .baseUrl())
                .hasHost("api.replicate.com");
    }

    /** Each client has an emulator of its own, which signs with its own secret. */
    @Test
    void emulatorsDeliverWebhooksToThePathOfTheirClient() {
        try (ConfigurableApplicationContext web = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "replicate.mode=emulator",
                        "replicate.clients.team-a.mode=emulator",
                        "replicate.clients.team-c.timeout=10s")
                .run()) {
            EmulatorReplicateConnectionDetails connection =
                    web.getBean("teamAReplicateConnectionDetails", EmulatorReplicateConnectionDetails.class);
            connection
                    .getEmulator()
                    .model("acme/captioner")
                    .official()
                    .respond(script -> script.output("a cat").succeed());
            Prediction created = web.getBean("teamAReplicate", Replicate.class)
                    .models()
                    .predictions()
                    .create("acme/captioner", request -> request.input(Map.of()));

            Completions completions = web.getBean(Completions.class);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(completions.ids).containsExactly(created.id()));
            assertThat(connection.getEmulator().webhooks().deliveries())
                    .isNotEmpty()
                    .allSatisfy(delivery -> assertThat(delivery.url()).hasPath("/replicate/webhook/team-a"));
        }
    }

    static class Completions {

        final List<String> ids = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.ids.add(event.prediction().id());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Completions.class, Posters.class, NamedAccounts.TeamAModels.class, NamedAccounts.TeamCConnection.class})
    static class Application {

        @Bean
        NamedAccounts.Vault vault() {
            return account -> "r8_of_" + account;
        }

        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }
}
