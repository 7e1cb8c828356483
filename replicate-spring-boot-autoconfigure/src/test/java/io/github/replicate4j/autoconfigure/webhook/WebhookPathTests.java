/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.Stack;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

/** An application that sets its paths in code, and the signing secret, receives the webhooks of the emulator. */
class WebhookPathTests {

    @Test
    void pathsSetInCodeAndConfiguredSecretAreUsed() {
        List<String> properties = List.of(
                WebhookServer.WITHOUT_SECURITY,
                "replicate.mode=emulator",
                "replicate.webhook.secrets=" + WebhookServer.SECRET);
        try (WebhookServer server = WebhookServer.start(Stack.MVC, properties, Application.class)) {
            assertThat(server.context()
                            .getBean(WebhookTargetProvider.class)
                            .target()
                            .url())
                    .hasToString("http://localhost:" + server.port() + "/shop/api/replicate/webhook");
            Prediction created = server.context()
                    .getBean(Replicate.class)
                    .models()
                    .predictions()
                    .create("emulator/slow", request -> request.input("seconds", 1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(server.listener().countOf(created.id())).isEqualTo(1));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> contextPath() {
            return factory -> factory.setContextPath("/shop");
        }

        @Bean
        DispatcherServletRegistrationBean dispatcherServletRegistration(DispatcherServlet servlet) {
            return new DispatcherServletRegistrationBean(servlet, "/api");
        }

        @Bean
        RecordingListener listener() {
            return new RecordingListener();
        }
    }
}
