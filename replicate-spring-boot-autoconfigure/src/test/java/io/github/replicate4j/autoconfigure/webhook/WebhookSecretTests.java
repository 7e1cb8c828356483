/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookSecretsProvider;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.Stack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signing secrets of a Spring Boot application. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookSecretTests {

    private static final String OTHER = WebhookServer.OTHER_SECRET;

    @RegisterExtension
    static final WireMockExtension api =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private WebhookServer server;

    @BeforeEach
    void start() {
        secretIs(WebhookServer.SECRET);
        this.server = WebhookServer.start(
                Stack.WEBFLUX, "replicate.webhook.secrets=", "replicate.base-url=" + api.baseUrl() + "/v1");
        // Loads classes and opens the connection: the fetch itself has a timeout of two seconds.
        this.server.context().getBean(Replicate.class).webhooks().defaultSecret();
        api.resetRequests();
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

    private static void secretIs(String secret) {
        api.stubFor(get("/v1/webhooks/default/secret").willReturn(okJson("{\"key\": \"%s\"}".formatted(secret))));
    }

    private static void secretRequestReturns(int status, String body) {
        api.stubFor(get("/v1/webhooks/default/secret")
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static int fetches() {
        return api.findAll(getRequestedFor(urlEqualTo("/v1/webhooks/default/secret")))
                .size();
    }

    private int sendSignedWith(String secret) {
        return this.server
                .send(Delivery.signed(
                        secret, this.server.clock(), "msg_1", WebhookServer.body(this.server.newId(), "succeeded")))
                .status();
    }

    @Test
    void fetchesTheSecretOnFirstUse() {
        assertThat(fetches()).isZero();
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(204);
        this.server.clock().advance(Duration.ofDays(1));
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(204);
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void doesNotFetchTheSecretForInvalidHeaders() {
        assertThat(this.server.send(this.server.valid().without("webhook-id")).status())
                .isEqualTo(400);
        assertThat(fetches()).isZero();
    }

    @Test
    void respondsWith503UntilTheSecretIsFetched(CapturedOutput output) {
        secretRequestReturns(500, "");
        HttpResponse response = this.server.send(this.server.valid());
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("retry-after", "5");
        assertThat(output).contains("replicate.webhook.secrets");
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(503);
        assertThat(fetches()).isEqualTo(1);
        secretIs(WebhookServer.SECRET);
        this.server.clock().advance(Duration.ofSeconds(6));
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(204);
        assertThat(this.server.listener().events()).hasSize(1);
    }

    @Test
    void reportsAnInvalidSecretWithoutExposingIt(CapturedOutput output) {
        secretRequestReturns(200, "{\"key\": \"whsec_dG9vU2hvcnQ=\"}");
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(503);
        assertThat(output)
                .contains("webhook signing secret must have from 24 to 64 bytes")
                .doesNotContain("dG9vU2hvcnQ");
        this.server.clock().advance(Duration.ofSeconds(6));
        secretRequestReturns(200, "<html>dG9vU2hvcnQ</html>");
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(503);
        assertThat(output).doesNotContain("dG9vU2hvcnQ");
    }

    @Test
    void acceptsAnyConfiguredSecret() {
        try (WebhookServer rotating =
                WebhookServer.start(Stack.WEBFLUX, "replicate.webhook.secrets=" + OTHER + "," + WebhookServer.SECRET)) {
            assertThat(rotating.send(rotating.valid()).status()).isEqualTo(204);
            assertThat(rotating.send(Delivery.signed(
                                    OTHER, rotating.clock(), "msg_other", WebhookServer.body("other", "succeeded")))
                            .status())
                    .isEqualTo(204);
        }
        assertThat(fetches()).isZero();
    }

    @Test
    void providerIsQueriedForEachDelivery() {
        try (WebhookServer provided = WebhookServer.start(
                Stack.WEBFLUX,
                List.of(
                        WebhookServer.WITHOUT_SECURITY,
                        "replicate.bearer-token=any",
                        "replicate.webhook.secrets=" + WebhookServer.SECRET),
                Provided.class)) {
            Provided provider = provided.context().getBean(Provided.class);
            assertThat(provided.send(provided.valid()).status()).isEqualTo(401);
            provider.secrets = List.of(new WebhookSecret(OTHER), new WebhookSecret(WebhookServer.SECRET));
            assertThat(provided.send(provided.valid()).status()).isEqualTo(204);
            provider.secrets = List.of(new WebhookSecret(OTHER));
            assertThat(provided.send(provided.valid()).status()).isEqualTo(401);
            provider.secrets = List.of();
            assertThat(provided.send(provided.valid()).status()).isEqualTo(503);
        }
        assertThat(fetches()).isZero();
    }

    @Configuration(proxyBeanMethods = false)
    static class Provided extends WebhookServer.Application {

        volatile List<WebhookSecret> secrets = List.of(new WebhookSecret(OTHER));

        @Bean
        WebhookSecretsProvider webhookSecretsProvider() {
            return () -> this.secrets;
        }
    }

    @Test
    void discardsALeakedSecret() {
        Delivery leaked = this.server.valid();
        assertThat(sendSignedWith(WebhookServer.SECRET)).isEqualTo(204);
        secretIs(OTHER);
        WebhookReceiver receiver = this.server.context().getBean(WebhookReceiver.class);
        receiver.discardFetchedSecret();
        assertThat(this.server.send(leaked).status()).isEqualTo(401);
        assertThat(sendSignedWith(OTHER)).isEqualTo(204);
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void logsAWrongClock(CapturedOutput output) {
        Delivery early = this.server.valid();
        this.server.clock().advance(Duration.ofMinutes(10));
        for (int i = 0; i < 50; i++) {
            assertThat(this.server.send(early).status()).isEqualTo(401);
        }
        assertThat(output).containsOnlyOnce("sent 600 s ago");
        this.server.clock().advance(Duration.ofSeconds(61));
        assertThat(this.server.send(early).status()).isEqualTo(401);
        assertThat(output).contains("sent 661 s ago").contains("50 times");
    }
}
