/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.accounts.SeveralAccounts.Captioner;
import io.github.replicate4j.accounts.SeveralAccounts.Captions;
import io.github.replicate4j.accounts.SeveralAccounts.Posters;
import io.github.replicate4j.accounts.SeveralAccounts.Tenant;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Tests for several accounts in one application, with one client per account and with one token per call. */
class SeveralAccountsTests {

    private static final String MAIN = "Bearer " + ReplicateEmulator.DEFAULT_TOKEN;

    private static final String OTHER = "Bearer r8_of_the_other_account";

    private static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private static ConfigurableApplicationContext application;

    private static ReplicateEmulator emulator;

    @BeforeAll
    static void startShared() {
        application = start("spring.config.location=classpath:/accounts/application.properties");
        emulator = application.getBean(ReplicateEmulator.class);
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "replicate.run.poll-interval=10ms",
                        "REPLICATE_API_TOKEN=any",
                        "OTHER_ACCOUNT_TOKEN=r8_of_the_other_account",
                        "WEBHOOK_SECRET=" + ReplicateEmulator.DEFAULT_WEBHOOK_SECRET,
                        "OTHER_ACCOUNT_WEBHOOK_SECRET=" + OTHER_SECRET,
                        "other-account.token=${OTHER_ACCOUNT_TOKEN}")
                .properties(properties)
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
    }

    private static Replicate main() {
        return application.getBean(Replicate.class);
    }

    private static Replicate other() {
        return application.getBean("otherAccount", Replicate.class);
    }

    private static List<String> tokens() {
        return emulator.requests().all().stream()
                .map(JournalEntry::authorization)
                .toList();
    }

    @Test
    void eachClientSendsItsOwnToken() {
        application.getBean(Posters.class).listBoth();
        assertThat(tokens()).containsExactly(MAIN, OTHER);
    }

    @Test
    void clientsShareTheConnectionLimit() {
        try (ConfigurableApplicationContext small = start("replicate.http.max-connections=1")) {
            small.getBean(ReplicateEmulator.class)
                    .faults()
                    .always(Operation.ACCOUNT_GET)
                    .delay(Duration.ofMinutes(10));
            // One request is active and ten are queued, so the twelfth exceeds the limit.
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> Flux.range(0, 12)
                            .map(each -> small.getBean(each % 2 == 0 ? "replicate" : "otherAccount", Replicate.class))
                            .flatMap(client -> client.withOptions(options -> options.maxRetries(0))
                                    .async()
                                    .account()
                                    .get())
                            .blockLast())
                    .withMessageContaining("replicate.http.max-connections");
        }
    }

    @Test
    void interfacesUseTheNamedClient() {
        assertThat(application.getBean(Captioner.class).caption("cat.png")).isEqualTo("a cat");
        assertThat(tokens()).containsOnly(OTHER);
    }

    @Test
    void callsAndUploadsUseTheTenantToken() {
        byte[] image = new byte[300 * 1024];
        assertThat(application.getBean(Captions.class).caption(new Tenant("r8_of_tenant"), image))
                .isEqualTo("a cat");
        assertThat(emulator.requests().all())
                .extracting(JournalEntry::operation)
                .containsExactly(Operation.FILES_CREATE, Operation.MODELS_PREDICTIONS_CREATE);
        assertThat(tokens()).containsOnly("Bearer r8_of_tenant");
    }

    @Test
    void retriesPollsAndCancelsUseTheTenantToken() {
        emulator.model("acme/captioner").respond(script -> script.hang());
        emulator.faults().next(Operation.PREDICTIONS_GET).status(503).header("retry-after-ms", "10");
        Replicate tenant = main().withOptions(options -> options.bearerToken("r8_of_tenant"));
        Disposable run = tenant.async()
                .use("acme/captioner")
                .run(request -> request.input(Map.of()).withoutWebhook())
                .subscribe();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(emulator.requests().to(Operation.PREDICTIONS_GET))
                        .hasSizeGreaterThan(1));
        run.dispose();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(emulator.running()).isEmpty());
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
        assertThat(tokens()).containsOnly("Bearer r8_of_tenant");
    }

    @Test
    void threadBoundTokenIsLostAfterTheFirstRequest() {
        ThreadLocal<String> tenant = ThreadLocal.withInitial(() -> null);
        tenant.set("r8_of_tenant");
        // Without a completion no webhook ends the wait before the first poll.
        emulator.model("acme/captioner").respond(script -> script.hang());
        try (Replicate byThread = application
                .getBean(ReplicateBuilder.class)
                .bearerToken(tenant::get)
                .build()) {
            Prediction created =
                    byThread.models().predictions().create("acme/captioner", create -> create.input(Map.of()));
            assertThatExceptionOfType(MissingTokenException.class)
                    .isThrownBy(() -> byThread.predictions().await(created.id()));
        }
        assertThat(tokens()).containsExactly("Bearer r8_of_tenant");
    }

    @Test
    void webhooksOfBothAccountsAreReceivedAndEndWaits() {
        emulator.model("acme/captioner")
                .respond(script ->
                        script.pause(Duration.ofMillis(1500)).output("a cat").succeed());
        assertThat(other().run(run ->
                                run.model("acme/captioner").input(Map.of()).preferWait(Duration.ofSeconds(1)))
                        .text())
                .isEqualTo("a cat");
        assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).isEmpty();
        assertThat(send(application, "main", ReplicateEmulator.DEFAULT_WEBHOOK_SECRET))
                .isEqualTo(204);
        assertThat(send(application, "other", OTHER_SECRET)).isEqualTo(204);
        assertThat(application.getBean(CompletionRecorder.class).ids)
                .contains("main", "other", emulator.predictions().get(0).id());
        assertThat(emulator.requests().to(Operation.WEBHOOKS_DEFAULT_SECRET_GET))
                .isEmpty();
    }

    @Test
    void fetchesTheSecretOfTheDefaultClient() {
        try (ConfigurableApplicationContext fetching = start()) {
            assertThat(send(fetching, "main", ReplicateEmulator.DEFAULT_WEBHOOK_SECRET))
                    .isEqualTo(204);
            assertThat(send(fetching, "other", OTHER_SECRET)).isEqualTo(401);
            assertThat(fetching.getBean(ReplicateEmulator.class).requests().to(Operation.WEBHOOKS_DEFAULT_SECRET_GET))
                    .isNotEmpty()
                    .extracting(JournalEntry::authorization)
                    .containsOnly(MAIN);
        }
    }

    /** Deliver a completion in the same way as Replicate. */
    private static int send(ConfigurableApplicationContext application, String prediction, String secret) {
        byte[] body =
                "{\"id\":\"%s\",\"status\":\"succeeded\"}".formatted(prediction).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:"
                        + application.getEnvironment().getProperty("local.server.port") + "/replicate/webhook"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new WebhookSigner(new WebhookSecret(secret))
                .headers("msg_" + prediction, body)
                .forEach(request::header);
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    @Test
    void eachClientHasAHealthComponent() {
        assertThat(application.getBean("replicateHealthContributor", CompositeReactiveHealthContributor.class).stream()
                        .map(each -> each.name()))
                .containsExactlyInAnyOrder("asyncReplicate", "asyncOtherAccount");
    }

    @Test
    void metricsDoNotDistinguishAccounts() {
        emulator.model("acme/counted")
                .official()
                .respond(script -> script.output("one").succeed());
        main().run("acme/counted", Map.of());
        other().run("acme/counted", Map.of());
        MeterRegistry registry = application.getBean(MeterRegistry.class);
        assertThat(registry.get("replicate.prediction")
                        .tag("gen_ai.request.model", "acme/counted")
                        .timers())
                .singleElement()
                .satisfies(timer -> assertThat(timer.count()).isEqualTo(2));
        emulator.faults().next(Operation.ACCOUNT_GET).header("ratelimit-remaining", "7");
        other().account().get();
        assertThat(registry.get("replicate.rate.limit.remaining")
                        .tag("limit", "other")
                        .gauge()
                        .value())
                .isEqualTo(7);
    }

    @Test
    void shutdownCancelsThePredictionsOfBothClients() {
        try (ReplicateEmulator external = ReplicateEmulator.builder().anyToken().start()) {
            external.model("acme/captioner").official().respond(script -> script.hang());
            ConfigurableApplicationContext closing = start(
                    "replicate.mode=api",
                    "replicate.run.prefer-wait=1s",
                    "replicate.base-url=" + external.baseUrl(),
                    "replicate.bearer-token=r8_main");
            for (String name : List.of("replicate", "otherAccount")) {
                closing.getBean(name, Replicate.class)
                        .async()
                        .run("acme/captioner", Map.of())
                        .subscribe(output -> {}, failure -> {});
            }
            await().untilAsserted(() -> assertThat(external.running()).hasSize(2));
            closing.close();
            assertThat(external.running()).isEmpty();
            assertThat(external.requests().to(Operation.PREDICTIONS_CANCEL))
                    .extracting(JournalEntry::authorization)
                    .containsExactlyInAnyOrder("Bearer r8_main", OTHER);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        SeveralAccounts.OtherAccount.class,
        SeveralAccounts.OtherAccountModels.class,
        SeveralAccounts.EmulatorConfiguration.class,
        Posters.class,
        Captions.class,
        CompletionRecorder.class
    })
    static class Application {

        /** Use separate resources, because closing one application would otherwise stop the threads of the others. */
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }

    /** Records the ids of completed predictions. */
    static class CompletionRecorder {

        private final List<String> ids = new CopyOnWriteArrayList<>();

        @EventListener
        void completed(PredictionCompletedEvent event) {
            this.ids.add(event.prediction().id());
        }
    }
}
