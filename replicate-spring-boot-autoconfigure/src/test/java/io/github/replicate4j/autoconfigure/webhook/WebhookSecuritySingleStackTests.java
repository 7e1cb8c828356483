/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;

/** Access to the webhook path with Spring Security, for cases that exist in one stack only. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookSecuritySingleStackTests {

    private static WebhookServer start(Stack stack, Class<?> security, String property) {
        return WebhookServer.start(
                stack,
                List.of(
                        WebhookServer.WITHOUT_TOMCAT_BESIDE_NETTY,
                        "replicate.bearer-token=any",
                        "replicate.webhook.secrets=" + WebhookServer.SECRET,
                        property),
                WebhookServer.Application.class,
                WebhookSecurityTests.Private.class,
                security);
    }

    private static int send(WebhookServer server, String method, String path) {
        return server.send(new Delivery(method, path, List.of(), new byte[0])).status();
    }

    @Test
    void defaultChainPermitsTheWebhookWithServletPath(CapturedOutput output) {
        for (Class<?> security : List.of(WebhookSecurityTests.OwnOpenChain.class, WebhookSecurityTests.Nothing.class)) {
            try (WebhookServer server = start(Stack.MVC, security, "spring.mvc.servlet.path=/srv")) {
                assertThat(server.send(server.valid().to("/srv/replicate/webhook"))
                                .status())
                        .isEqualTo(204);
                assertThat(send(server, "GET", "/srv/private")).isEqualTo(401);
            }
        }
        assertThat(output).doesNotContain(WebhookSecurityTests.WARNING);
    }

    @Test
    void keepsCsrfCustomizationOfReactiveApplication() {
        try (WebhookServer server = start(Stack.WEBFLUX, NoCsrf.class, "any=thing")) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            // 401 rather than 403: no CSRF token is required.
            assertThat(send(server, "POST", "/private")).isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NoCsrf {

        @Bean
        Customizer<ServerHttpSecurity> noCsrf() {
            return http -> http.csrf(ServerHttpSecurity.CsrfSpec::disable);
        }
    }
}
