/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the beans of an application add to requests to Replicate. */
class WebClientBuilderTests {

    @RegisterExtension
    static final WireMockExtension api = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReactiveHttpClientAutoConfiguration.class,
                    WebClientAutoConfiguration.class,
                    ReplicateAutoConfiguration.class));

    private List<LoggedRequest> requestsOf(ApplicationContextRunner runner) {
        api.stubFor(post(anyUrl())
                .willReturn(created().withBody("{\"id\":\"abc\",\"status\":\"succeeded\",\"output\":\"a cat\"}")));
        runner.withPropertyValues("replicate.bearer-token=any", "replicate.base-url=" + api.baseUrl() + "/v1")
                .run(context -> {
                    assertThat(context.getBean(Replicate.class)
                                    .run("acme/captioner", Map.of("imageUrl", "cat"))
                                    .text())
                            .isEqualTo("a cat");
                    assertThat(context.getBean(AsyncReplicate.class)
                                    .run("acme/captioner", Map.of("imageUrl", "cat"))
                                    .block()
                                    .text())
                            .isEqualTo("a cat");
                });
        List<LoggedRequest> requests = api.findAll(anyRequestedFor(anyUrl()));
        assertThat(requests).hasSize(2);
        return requests;
    }

    @Test
    void credentialsForAnotherServiceAreNotSentToReplicate() {
        assertThat(requestsOf(this.context.withBean(
                        WebClient.Builder.class,
                        () -> WebClient.builder()
                                .baseUrl("https://billing.example")
                                .defaultHeader("X-Billing-Key", "secret")
                                .defaultCookie("session", "secret"))))
                .allSatisfy(request -> {
                    assertThat(request.containsHeader("X-Billing-Key")).isFalse();
                    assertThat(request.containsHeader("Cookie")).isFalse();
                });
    }

    @Test
    void loadBalancedBuilderIsNotUsed() {
        requestsOf(this.context.withBean(
                WebClient.Builder.class,
                () -> WebClient.builder()
                        .filter((request, next) -> Mono.just(ClientResponse.create(HttpStatus.SERVICE_UNAVAILABLE)
                                .build()))));
    }

    @Test
    void customizersApplyInTheirOrder() {
        assertThat(requestsOf(this.context.withUserConfiguration(TwoCustomizers.class)))
                .allSatisfy(request -> assertThat(request.getHeader("X-Team")).isEqualTo("second"));
    }

    @Test
    void worksWithoutTheWebClientModule() {
        requestsOf(this.context.withClassLoader(new FilteredClassLoader(WebClientCustomizer.class)));
    }

    @Test
    void builderOfTheApplicationIsUsedIfACustomizerSetsIt() {
        assertThat(requestsOf(this.context
                        .withBean(
                                WebClient.Builder.class,
                                () -> WebClient.builder().defaultHeader("X-Gateway-Key", "meant for this"))
                        .withUserConfiguration(SetsBuilder.class)))
                .allSatisfy(request ->
                        assertThat(request.getHeader("X-Gateway-Key")).isEqualTo("meant for this"));
    }

    @Test
    void jsonSettingsOfTheApplicationDoNotChangeRequests() {
        JsonMapper snakeCase = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        assertThat(requestsOf(this.context
                        .withBean(JsonMapper.class, () -> snakeCase)
                        .withBean(
                                WebClientCustomizer.class,
                                () -> builder -> builder.codecs(codecs ->
                                        codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(snakeCase))))))
                .allSatisfy(
                        request -> assertThat(request.getBodyAsString()).contains("\"input\":{\"imageUrl\":\"cat\"}"));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizers {

        @Bean
        @Order(2)
        WebClientCustomizer second() {
            return builder -> builder.defaultHeaders(headers -> headers.set("X-Team", "second"));
        }

        @Bean
        @Order(1)
        WebClientCustomizer first() {
            return builder -> builder.defaultHeaders(headers -> headers.set("X-Team", "first"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SetsBuilder {

        @Bean
        ReplicateBuilderCustomizer gateway(WebClient.Builder gatewayBuilder) {
            return builder -> builder.webClient(gatewayBuilder);
        }
    }
}
