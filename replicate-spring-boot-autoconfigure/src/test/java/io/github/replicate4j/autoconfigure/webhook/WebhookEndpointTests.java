/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.Stack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The webhook endpoint of a Spring Boot application, over a socket. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookEndpointTests extends WebhookServerTest {

    @Test
    void eachStackUsesItsOwnServer() {
        String factory = this.stack == Stack.MVC ? "tomcatServletWebServerFactory" : "nettyReactiveWebServerFactory";
        assertThat(server.context().containsBean(factory)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void rejectsOtherMethodsThanPost(String method) {
        HttpResponse response = server.send(server.valid().withMethod(method));
        assertThat(response.status()).isEqualTo(405);
        assertThat(server.listener().events()).isEmpty();
        if (!method.equals("TRACE")) {
            assertThat(response.headers()).containsEntry("allow", "POST");
        }
    }

    @Test
    void logContainsNothingSentByAnAttacker(CapturedOutput output) {
        server.send(server.valid().with("webhook-id", "evil-id-%0a-forged"));
        server.send(server.valid().with("webhook-signature", "v1,evil-signature"));
        server.send(server.valid().with("webhook-timestamp", "evil-time"));
        server.send(server.valid().withBody("evil-body".getBytes(StandardCharsets.UTF_8)));
        server.send(
                server.valid().to("/replicate/webhook?evil-query").withBody("evil".getBytes(StandardCharsets.UTF_8)));
        assertThat(output.getAll()).contains("A webhook was rejected").doesNotContain("evil");
    }

    @Test
    void doesNotAllowCrossOriginRequests() {
        HttpResponse preflight = server.send(server.valid()
                .withMethod("OPTIONS")
                .plus("Origin: https://evil.test")
                .plus("Access-Control-Request-Method: POST"));
        assertThat(preflight.status()).isNotZero();
        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control-allow"));
    }

    @Test
    void respondsWith503WhileRefusingTraffic() {
        Delivery delivery = server.valid();
        AvailabilityChangeEvent.publish(server.context(), ReadinessState.REFUSING_TRAFFIC);
        HttpResponse response = server.send(delivery);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("retry-after", "5");
        AvailabilityChangeEvent.publish(server.context(), ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(server.send(delivery).status()).isEqualTo(204);
    }

    @Test
    void pathIsConfigurable() {
        try (WebhookServer other = WebhookServer.start(this.stack, "replicate.webhook.path=/hooks/replicate_1")) {
            assertThat(other.send(other.valid().to("/hooks/replicate_1")).status())
                    .isEqualTo(204);
            assertThat(other.send(other.valid()).status()).isEqualTo(404);
        }
    }

    @Test
    void pathIsRelativeToTheContextPath() {
        try (WebhookServer other =
                WebhookServer.start(this.stack, "server.servlet.context-path=/app", "spring.webflux.base-path=/app")) {
            assertThat(other.send(other.valid().to("/app/replicate/webhook")).status())
                    .isEqualTo(204);
            assertThat(other.send(other.valid()).status()).isEqualTo(404);
        }
    }

    @Test
    void clockIsFoundByItsQualifier() {
        List<String> properties = List.of(
                WebhookServer.WITHOUT_SECURITY,
                "replicate.bearer-token=any",
                "replicate.webhook.secrets=" + WebhookServer.SECRET);
        try (WebhookServer other = WebhookServer.start(this.stack, properties, QualifiedClock.class)) {
            assertThat(other.send(other.valid()).status()).isEqualTo(204);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(WebhookServer.ReceiverConfiguration.class)
    static class QualifiedClock {

        @Bean(defaultCandidate = false)
        @Qualifier("replicateWebhookClock")
        MutableClock testClock() {
            return new MutableClock();
        }
    }

    @Test
    void managementPortReceivesNoWebhooks() {
        try (WebhookServer other = WebhookServer.start(this.stack, "management.server.port=0")) {
            int management =
                    other.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            assertThat(management).isNotEqualTo(other.port());
            assertThat(HttpResponse.to(management, other.valid().bytes()).status())
                    .isEqualTo(404);
            assertThat(other.send(other.valid()).status()).isEqualTo(204);
        }
    }

    @Test
    void canBeDisabled() {
        for (String property : List.of("replicate.webhook.enabled=false", "replicate.enabled=false")) {
            try (WebhookServer without = WebhookServer.start(this.stack, property)) {
                assertThat(without.send(without.valid()).status()).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "nonsense", ""})
    void ignoresTheContentType(String type) {
        assertThat(status(server.valid().with("Content-Type", type))).isEqualTo(204);
        assertThat(status(server.valid().with("Content-Type", type).withBody("a=b".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void loggingOfRequestsDoesNotReadTheBody(String type) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel("org.springframework.web", LogLevel.TRACE);
        try {
            assertThat(status(server.valid().with("Content-Type", type))).isEqualTo(204);
        } finally {
            logging.setLogLevel("org.springframework.web", null);
        }
    }

    @Test
    void hiddenMethodsOfFormsDoNotReadTheBody() {
        try (WebhookServer other = WebhookServer.start(this.stack, "spring.mvc.hiddenmethod.filter.enabled=true")) {
            Delivery form = other.valid().with("Content-Type", "application/x-www-form-urlencoded");
            assertThat(other.send(form).status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "multipart/mixed; boundary=",
                "Multipart/Form-Data; boundary=\"\""
            })
    void doesNotParseMultipartBodies(String type) {
        assertThat(status(server.valid().with("Content-Type", type))).isEqualTo(204);
        byte[] part = ("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"
                        + "y".repeat(150_000))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(status(server.valid().with("Content-Type", type).withBody(part)))
                .isEqualTo(401);
        assertThat(status(server.valid().with("Content-Type", type).without("webhook-id")))
                .isEqualTo(400);
        assertThat(server.listener().events()).hasSize(1);
    }

    @Test
    void rejectsInvalidChunksWithoutErrorsInTheLog(CapturedOutput output) {
        Delivery valid = server.valid();
        HttpResponse response = HttpResponse.to(server.port(), out -> {
            out.write(valid.head("Transfer-Encoding: chunked"));
            out.write("zz\r\nnonsense\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(response.status()).isEqualTo(400);
        assertThat(status(server.valid())).isEqualTo(204);
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    private static int status(Delivery delivery) {
        return server.send(delivery).status();
    }

    @Test
    void maximumBodySizeIsConfigurable() {
        String start = WebhookServer.body(server.newId(), "succeeded");
        String largest = start + " ".repeat(200 * 1024 - start.length());
        assertThat(status(server.signed(largest))).isEqualTo(204);
        assertThat(status(server.signed(largest + " "))).isEqualTo(413);
    }
}
