/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is answered to requests of other kinds, and at other paths, over a socket. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookRequestTests extends WebhookServerTest {

    @Test
    void bothStacksServeTheirOwnWay() {
        String factory = this.stack == Stack.MVC ? "tomcatServletWebServerFactory" : "nettyReactiveWebServerFactory";
        assertThat(server.context().containsBean(factory)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void onlyAPostIsTaken(String method) {
        Answer answer = server.send(server.valid().withMethod(method));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(server.listeners().heard()).isEmpty();
        if (!method.equals("TRACE")) {
            assertThat(answer.headers()).containsEntry("allow", "POST");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/replicate/webhook/",
                "/replicate/webhook/x",
                "/replicate/webhook;x=1/y",
                "/Replicate/Webhook",
                "/replicate",
                "/replicate/webhookx"
            })
    void onlyThePathItselfIsIt(String path) {
        assertThat(server.send(server.valid().to(path)).status()).isEqualTo(404);
        assertThat(server.listeners().heard()).isEmpty();
    }

    @Test
    void theQueryMayHoldAnything() {
        assertThat(server.send(server.valid().to("/replicate/webhook?x=" + "y".repeat(3_000)))
                        .status())
                .isEqualTo(204);
        assertThat(server.send(server.valid().to("/replicate/webhook?replicate=nonsense&=&&a=%zz&replicate"))
                        .status())
                .isIn(204, 400);
        assertThat(server.send(server.valid().to("/replicate/webhook?")).status())
                .isEqualTo(204);
    }

    @Test
    void nothingOfAnAttackerStandsInTheLog(CapturedOutput output) {
        server.send(server.valid().with("webhook-id", "evil-id-%0a-forged"));
        server.send(server.valid().with("webhook-signature", "v1,evil-signature"));
        server.send(server.valid().with("webhook-timestamp", "evil-time"));
        server.send(server.valid().withBody("evil-body".getBytes(StandardCharsets.UTF_8)));
        server.send(
                server.valid().to("/replicate/webhook?evil-query").withBody("evil".getBytes(StandardCharsets.UTF_8)));
        assertThat(output.getAll()).contains("A webhook was refused").doesNotContain("evil");
    }

    @Test
    void othersAreNotAllowedToSendFromTheirPages() {
        Answer preflight = server.send(server.valid()
                .withMethod("OPTIONS")
                .plus("Origin: https://evil.test")
                .plus("Access-Control-Request-Method: POST"));
        assertThat(preflight.status()).isNotZero();
        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control-allow"));
    }

    @Test
    void whileTheApplicationRefusesTrafficItIsToComeAgain() {
        Delivery delivery = server.valid();
        AvailabilityChangeEvent.publish(server.context(), ReadinessState.REFUSING_TRAFFIC);
        Answer answer = server.send(delivery);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "5");
        AvailabilityChangeEvent.publish(server.context(), ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(server.send(delivery).status()).isEqualTo(204);
    }

    @Test
    void anotherPathCanBeChosenAndTheOneIsGone() {
        try (WebhookServer other = WebhookServer.start(this.stack, "replicate.webhook.path=/hooks/replicate_1")) {
            assertThat(other.send(other.valid().to("/hooks/replicate_1")).status())
                    .isEqualTo(204);
            assertThat(other.send(other.valid()).status()).isEqualTo(404);
        }
    }

    @Test
    void thePathStandsBehindThatOfTheApplication() {
        try (WebhookServer other =
                WebhookServer.start(this.stack, "server.servlet.context-path=/app", "spring.webflux.base-path=/app")) {
            assertThat(other.send(other.valid().to("/app/replicate/webhook")).status())
                    .isEqualTo(204);
            assertThat(other.send(other.valid()).status()).isEqualTo(404);
        }
    }

    @Test
    void thePortOfTheActuatorReceivesNone() {
        try (WebhookServer other = WebhookServer.start(this.stack, "management.server.port=0")) {
            int management =
                    other.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            assertThat(management).isNotEqualTo(other.port());
            assertThat(Answer.to(management, other.valid().bytes()).status()).isEqualTo(404);
            assertThat(other.send(other.valid()).status()).isEqualTo(204);
        }
    }

    @Test
    void itCanBeSwitchedOff() {
        for (String property : List.of("replicate.webhook.enabled=false", "replicate.enabled=false")) {
            try (WebhookServer without = WebhookServer.start(this.stack, property)) {
                assertThat(without.send(without.valid()).status()).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate.webhook.path=hook",
                "replicate.webhook.path=/",
                "replicate.webhook.path=/{hook}",
                "replicate.webhook.path=/hook/**",
                "replicate.webhook.path=/hook/",
                "replicate.webhook.tolerance=0s",
                "replicate.webhook.tolerance=61m",
                "replicate.webhook.max-body-size=0",
                "replicate.webhook.max-body-size=2GB",
                "replicate.webhook.public-url=http://example.com",
                "replicate.webhook.public-url=example.com",
                "replicate.webhook.poll-interval=0s"
            })
    void whatCannotBeUsedFailsAtStartUp(String setting) {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> WebhookServer.start(this.stack, setting).close())
                .havingRootCause()
                .isInstanceOf(ReplicateConfigurationException.class)
                .withMessageContaining(setting.substring(0, setting.indexOf('=')));
    }
}
