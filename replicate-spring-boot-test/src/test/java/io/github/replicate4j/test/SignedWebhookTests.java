/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import static io.github.replicate4j.test.WebhookRequestPostProcessors.signedByReplicate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.github.replicate4j.event.PredictionCompletedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.event.EventListener;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
        classes = SignedWebhookTests.Application.class,
        properties = {"replicate.bearer-token=any", "replicate.webhook.secrets=" + SignedWebhookTests.SECRET})
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
class SignedWebhookTests {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    RestTestClient client;

    @Autowired
    Application application;

    @Test
    void signsMockMvcRequests() {
        assertThat(this.mvc.perform(post("/replicate/webhook")
                        .content("{\"id\": \"mvc\", \"status\": \"succeeded\"}")
                        .with(signedByReplicate(SECRET))))
                .hasStatus(204);
        assertThat(this.application.received).contains("mvc");
    }

    @Test
    void signsTestClientRequests() {
        String body = "{\"id\": \"client\", \"status\": \"succeeded\"}";
        this.client
                .post()
                .uri("/replicate/webhook")
                .headers(WebhookHeaders.signedByReplicate(SECRET, body))
                .body(body)
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(this.application.received).contains("client");
    }

    @Test
    void rejectsAnotherSecret() {
        assertThat(this.mvc.perform(post("/replicate/webhook")
                        .content("{\"id\": \"forged\", \"status\": \"succeeded\"}")
                        .with(signedByReplicate("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"))))
                .hasStatus(401);
        assertThat(this.application.received).doesNotContain("forged");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        final List<String> received = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.received.add(event.prediction().id());
        }
    }
}
