/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.security.ReplicateWebhookExchange;
import io.github.replicate4j.webhooks.security.ReplicateWebhookRequest;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Access to the webhook path with Spring Security, over a socket. */
@ParameterizedClass
@EnumSource
@ExtendWith(OutputCaptureExtension.class)
class WebhookSecurityTests {

    static final String WARNING = "Spring Security blocks webhooks";

    /** The application without a chain of its own, for tests that only send requests. */
    private static @Nullable WebhookServer shared;

    @Parameter
    Stack stack;

    @AfterParameterizedClassInvocation
    static void stopShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    private WebhookServer shared() {
        if (shared == null) {
            shared = start(Nothing.class);
        }
        return shared;
    }

    private WebhookServer start(Class<?> security, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                WebhookServer.WITHOUT_TOMCAT_BESIDE_NETTY,
                "replicate.bearer-token=any",
                "replicate.webhook.secrets=" + WebhookServer.SECRET,
                // The indicator would be down, since Replicate is not available here.
                "management.health.replicate.enabled=false"));
        all.addAll(List.of(properties));
        return WebhookServer.start(this.stack, all, WebhookServer.Application.class, Private.class, security);
    }

    private static int get(WebhookServer server, String path) {
        return send(server, "GET", path);
    }

    private static int send(WebhookServer server, String method, String path) {
        return server.send(new Delivery(method, path, List.of(), new byte[0])).status();
    }

    /** Statuses of other requests than webhooks. */
    private static List<Integer> otherStatuses(WebhookServer server) {
        return List.of(
                get(server, "/private"),
                get(server, "/"),
                get(server, "/nothing"),
                get(server, "/actuator/health"),
                get(server, "/actuator/env"),
                get(server, "/replicate"),
                get(server, "/replicate/webhook"),
                send(server, "PUT", "/replicate/webhook"),
                send(server, "POST", "/replicate/webhook/"),
                send(server, "POST", "/replicate/webhook/x"),
                send(server, "POST", "/private"));
    }

    @Test
    void defaultChainPermitsOnlyTheWebhook(CapturedOutput output) {
        List<Integer> without;
        try (WebhookServer server = start(Nothing.class, "replicate.enabled=false")) {
            without = otherStatuses(server);
            assertThat(server.send(server.valid()).status()).isIn(401, 403);
        }
        assertThat(without.subList(0, 3)).containsOnly(401);
        try (WebhookServer server = start(Nothing.class)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(server.send(server.valid().with("webhook-signature", "v1,forged"))
                            .status())
                    .isEqualTo(401);
            assertThat(server.listener().events()).hasSize(1);
            assertThat(otherStatuses(server)).isEqualTo(without);
            assertThat(server.send(server.valid()).headers()).doesNotContainKey("set-cookie");
        }
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void brokenOffBodyIsMalformedAndCreatesNoSession() throws IOException {
        WebhookServer server = shared();
        for (String framing : List.of("Content-Length: 100000", "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(server.valid().head(framing));
                socket.getOutputStream().write("10\r\n0123".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                // Reactor Netty treats the connection as closed and does not respond.
                if (this.stack == Stack.MVC) {
                    assertThat(response).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("set-cookie");
                } else {
                    assertThat(response).isEmpty();
                }
            }
        }
    }

    @Test
    void invalidChunkIsMalformedAndCreatesNoSession() {
        WebhookServer server = shared();
        HttpResponse response = HttpResponse.to(server.port(), out -> {
            out.write(server.valid().head("Transfer-Encoding: chunked"));
            out.write("zz\r\nnonsense\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void defaultChainPermitsTheWebhookInSeveralPieces() {
        WebhookServer server = shared();
        Delivery valid = server.valid();
        HttpResponse response = HttpResponse.to(server.port(), out -> {
            out.write(valid.head("Content-Length: " + valid.body().length));
            for (byte piece : valid.body()) {
                out.write(piece);
                out.flush();
            }
        });
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void defaultChainPermitsTheWebhookWithoutActuator() {
        String noActuator = WebhookServer.WITHOUT_TOMCAT_BESIDE_NETTY + ","
                + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
                + "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration";
        try (WebhookServer server = start(Nothing.class, noActuator)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(get(server, "/private")).isEqualTo(401);
            assertThat(get(server, "/actuator/health")).isEqualTo(401);
        }
    }

    @Test
    void defaultChainPermitsTheWebhookWithContextPath() {
        try (WebhookServer server =
                start(Nothing.class, "server.servlet.context-path=/app", "spring.webflux.base-path=/app")) {
            assertThat(server.send(server.valid().to("/app/replicate/webhook")).status())
                    .isEqualTo(204);
            assertThat(get(server, "/app/private")).isEqualTo(401);
            assertThat(server.send(server.valid()).status()).isNotEqualTo(204);
        }
    }

    @Test
    void warnsOfCsrfProtectionWithCookies(CapturedOutput output) {
        try (WebhookServer server = start(OwnChainWithCookies.class)) {
            assertThat(server.send(server.valid()).status()).isIn(401, 403);
        }
        assertThat(output).contains(WARNING);
    }

    @Test
    void customChainIsUnchangedAndWarnedOf(CapturedOutput output) {
        try (WebhookServer server = start(OwnChain.class)) {
            assertThat(server.send(server.valid()).status()).isIn(401, 403);
            assertThat(get(server, "/private")).isEqualTo(401);
            assertThat(get(server, "/nothing")).isEqualTo(401);
            assertThat(server.listener().events()).isEmpty();
        }
        assertThat(output)
                .contains(WARNING)
                .contains("POST /replicate/webhook")
                .contains(
                        this.stack == Stack.MVC
                                ? "ReplicateWebhookRequest.matcher()"
                                : "ReplicateWebhookExchange.matcher()");
    }

    @Test
    void warnsOfCsrfProtectionOfAPermittedPath(CapturedOutput output) {
        try (WebhookServer server = start(OwnChainWithCsrf.class)) {
            assertThat(server.send(server.valid()).status()).isIn(401, 403);
        }
        assertThat(output).contains(WARNING);
    }

    @Test
    void customChainCanPermitTheWebhookWithTheMatcher(CapturedOutput output) {
        try (WebhookServer server = start(OwnOpenChain.class)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(get(server, "/private")).isEqualTo(401);
            assertThat(get(server, "/replicate/webhook")).isEqualTo(401);
            assertThat(server.listener().events()).hasSize(1);
        }
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void doesNotWarnOfAPermittingChainWithCookies(CapturedOutput output) {
        try (WebhookServer server = start(OwnOpenChainWithCookies.class)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
        }
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void doesNotWarnOfAChainForOtherPaths(CapturedOutput output) {
        try (WebhookServer server = start(OwnChainElsewhere.class)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(get(server, "/private")).isEqualTo(401);
            assertThat(get(server, "/nothing")).isEqualTo(404);
        }
        assertThat(output).doesNotContain(WARNING);
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @RestController
    static class Private {

        @GetMapping("/private")
        String get() {
            return "private";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        SecurityWebFilterChain webChain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChainWithCsrf {

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(ReplicateWebhookRequest.matcher())
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        SecurityWebFilterChain webChain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .matchers(ReplicateWebhookExchange.matcher())
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnOpenChain {

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(ReplicateWebhookRequest.matcher())
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(ReplicateWebhookRequest.matcher()))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        SecurityWebFilterChain webChain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .matchers(ReplicateWebhookExchange.matcher())
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .csrf(csrf -> csrf.requireCsrfProtectionMatcher(notWebhooks()))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnOpenChainWithCookies {

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(ReplicateWebhookRequest.matcher())
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(ReplicateWebhookRequest.matcher())
                            .csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                            .csrfTokenRequestHandler(eager()))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        SecurityWebFilterChain webChain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .matchers(ReplicateWebhookExchange.matcher())
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .csrf(csrf -> csrf.requireCsrfProtectionMatcher(notWebhooks())
                            .csrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse()))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChainElsewhere {

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        SecurityFilterChain chain(HttpSecurity http) {
            return http.securityMatcher("/private")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        SecurityWebFilterChain webChain(ServerHttpSecurity http) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/private"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChainWithCookies {

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()))
                    .exceptionHandling(handling -> handling.accessDeniedHandler((request, response, denied) -> {
                        response.setStatus(403);
                        response.getWriter().write("no");
                    }))
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        SecurityWebFilterChain webChain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .csrf(csrf -> csrf.csrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse()))
                    .build();
        }
    }

    private static ServerWebExchangeMatcher notWebhooks() {
        return new AndServerWebExchangeMatcher(
                CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                new NegatedServerWebExchangeMatcher(ReplicateWebhookExchange.matcher()));
    }

    /** Loads the token with each request, even if it is not used. */
    private static CsrfTokenRequestAttributeHandler eager() {
        CsrfTokenRequestAttributeHandler handler = new CsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }
}
