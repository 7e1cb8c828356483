/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "replicate.bearer-token=" + SecretsTests.TOKEN,
            "replicate.base-url=http://127.0.0.1:1/v1",
            "replicate.webhook.secrets=" + SecretsTests.WEBHOOK_SECRET,
            "replicate.retry.max-retries=0",
            "management.endpoints.web.exposure.include=*",
            "logging.level.root=debug"
        })
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

    static final String TOKEN = "r8_ThisMustNeverBeSeen0123456789";

    static final String WEBHOOK_SECRET = "whsec_VGhpc011c3ROZXZlckJlU2VlbjAxMjM0NTY3ODk=";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    /** The level applies to all tests in this virtual machine. */
    @AfterAll
    static void restoreLogLevel() {
        LoggingSystem.get(SecretsTests.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    @Test
    void actuatorEndpointsDoNotExposeTheToken() throws Exception {
        for (String endpoint : new String[] {
            "env", "configprops", "beans", "health", "env/replicate.bearer-token", "env/replicate.webhook.secrets"
        }) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + this.port + "/actuator/" + endpoint))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            // Replicate is not available, so its health is DOWN.
            assertThat(response.statusCode()).as(endpoint).isEqualTo(endpoint.equals("health") ? 503 : 200);
            assertThat(response.body()).as(endpoint).isNotEmpty().doesNotContain(TOKEN, WEBHOOK_SECRET);
        }
    }

    @Test
    void logsDoNotExposeTheToken(CapturedOutput output) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() ->
                this.context.getBean(Replicate.class).run("black-forest-labs/flux-schnell", Map.of("prompt", "a cat")));

        assertThat(failure).isNotNull();
        assertThat(failure).hasStackTraceContaining("could not be sent");
        assertThat(stackTrace(failure)).doesNotContain(TOKEN);
        for (Class<?> type : new Class<?>[] {
            Replicate.class,
            AsyncReplicate.class,
            ReplicateBuilder.class,
            ReplicateProperties.class,
            ReplicateConnectionDetails.class,
            ReplicateWebhookProperties.class
        }) {
            assertThat(this.context.getBean(type).toString()).as(type.getName()).doesNotContain(TOKEN, WEBHOOK_SECRET);
        }
        assertThat(output.getAll()).contains("DEBUG").doesNotContain(TOKEN, WEBHOOK_SECRET);
    }

    private static String stackTrace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(
            exclude = {ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class})
    static class Application {}
}
