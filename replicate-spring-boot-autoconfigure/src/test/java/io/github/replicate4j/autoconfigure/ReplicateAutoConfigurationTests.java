/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.error.MissingTokenException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

@ExtendWith(OutputCaptureExtension.class)
class ReplicateAutoConfigurationTests {

    private static final String TOKEN = "r8_0123456789";

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HttpClientAutoConfiguration.class,
                    ReactiveHttpClientAutoConfiguration.class,
                    WebClientAutoConfiguration.class,
                    ReplicateAutoConfiguration.class));

    private ApplicationContextRunner connected() {
        server.stubFor(
                get(urlEqualTo("/v1/predictions/abc")).willReturn(okJson("{\"id\":\"abc\",\"status\":\"succeeded\"}")));
        return this.context.withPropertyValues(
                "replicate.bearer-token=" + TOKEN, "replicate.base-url=" + server.baseUrl() + "/v1");
    }

    @Test
    void definesBothClients() {
        connected().run(context -> {
            assertThat(context).hasSingleBean(Replicate.class).hasSingleBean(AsyncReplicate.class);
            assertThat(context.getBean(Replicate.class).predictions().get("abc").succeeded())
                    .isTrue();
            assertThat(context.getBean(AsyncReplicate.class)
                            .predictions()
                            .get("abc")
                            .block()
                            .id())
                    .isEqualTo("abc");
            server.verify(
                    2,
                    getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
        });
    }

    @Test
    void strictResponseValidationIsConfigurable() {
        connected()
                .withPropertyValues("replicate.strict-response-validation=true")
                .run(context -> assertThatExceptionOfType(ApiResponseValidationException.class)
                        .isThrownBy(() ->
                                context.getBean(Replicate.class).predictions().get("abc"))
                        .withMessageContaining("'model'"));
    }

    @Test
    void inputValidationIsConfigurable() {
        connected()
                .withPropertyValues("replicate.validation=strict")
                .withBean(ReplicateBuilderCustomizer.class, () -> builder -> builder.maxRetries(0))
                .run(context -> {
                    server.resetRequests();
                    server.stubFor(get(urlEqualTo("/v1/models/acme/model"))
                            .willReturn(okJson("{\"latest_version\":{\"id\":\"abc\",\"openapi_schema\":{\"components\":"
                                    + "{\"schemas\":{\"Input\":{\"properties\":{\"prompt\":{}}}}}}}}")));
                    assertThatExceptionOfType(InputValidationException.class)
                            .isThrownBy(() -> context.getBean(Replicate.class).run("acme/model", Map.of("promt", 1)))
                            .withMessageContaining("did you mean prompt?");
                    server.verify(0, postRequestedFor(anyUrl()));
                });
    }

    @Test
    void canBeDisabled() {
        connected()
                .withPropertyValues("replicate.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(Replicate.class)
                        .doesNotHaveBean(AsyncReplicate.class)
                        .doesNotHaveBean(ReplicateConnectionDetails.class));
    }

    @Test
    void backsOffWithoutHttpClientModule() {
        connected()
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.http.client.reactive"))
                .run(context -> assertThat(context).doesNotHaveBean(Replicate.class));
    }

    @Test
    void worksOnTheJdkClientWithoutReactorNetty() {
        connected()
                .withClassLoader(new FilteredClassLoader("reactor.netty"))
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .predictions()
                                .get("abc")
                                .succeeded())
                        .isTrue());
    }

    @Test
    void apiTokenIsAnAlias() {
        connected()
                .withPropertyValues("replicate.bearer-token=", "replicate.api-token=" + TOKEN)
                .run(context -> {
                    context.getBean(Replicate.class).predictions().get("abc");
                    server.verify(getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
                });
    }

    @Test
    void environmentVariablesSuffice() {
        connected();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of("REPLICATE_API_TOKEN", TOKEN, "REPLICATE_BASE_URL", server.baseUrl() + "/v1"))))
                .run(context -> {
                    context.getBean(Replicate.class).predictions().get("abc");
                    server.verify(getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
                });
    }

    @Test
    void acceptsTheSameTokenTwice() {
        connected()
                .withPropertyValues("replicate.api-token=" + TOKEN)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void rejectsATokenWithALineBreakWithoutExposingIt() {
        this.context
                .withPropertyValues("replicate.bearer-token=r8_secret\nr8_more")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("replicate.bearer-token")
                        .hasMessageContaining("line break")
                        .hasMessageNotContaining("r8_"));
    }

    @Test
    void invalidPropertiesAreNamed() {
        assertRefused("replicate.base-url", "not a url");
        assertRefused("replicate.base-url", "replicate.com/v1");
        assertRefused("replicate.base-url", "http://replicate.example/v1");
        assertRefused("replicate.timeout", "0s");
        assertRefused("replicate.close-timeout", "0s");
        assertRefused("replicate.emulator.base-url", "emulator:8787");
        assertRefused("replicate.run.poll-interval", "-1s");
        assertRefused("replicate.run.max-polls-per-minute", "0");
        assertRefused("replicate.run.prefer-wait", "0s");
        assertRefused("replicate.run.prefer-wait", "61s");
        assertRefused("replicate.run.timeout", "0s");
        assertRefused("replicate.stream.idle-timeout", "0s");
        assertRefused("replicate.retry.max-retries", "-1");
        assertRefused("replicate.files.inline-limit", "0B");
        assertRefused("replicate.files.upload-timeout", "0s");
        assertRefused("replicate.files.download-timeout", "0s");
        assertRefused("replicate.retry.initial-delay", "0s");
        assertRefused("replicate.max-in-memory-size", "4GB");
        assertRefused("replicate.max-in-memory-size", "0B");
        assertRefused("replicate.files.max-download-size", "0B");
        assertRefused("replicate.http.connect-timeout", "0s");
        assertRefused("replicate.default-headers.Authorization", "Bearer other");
    }

    private void assertRefused(String property, String value) {
        this.context
                .withPropertyValues("replicate.bearer-token=" + TOKEN, property + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .as(property + "=" + value)
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("'" + property + "'"));
    }

    @Test
    void startsWithAWarningWithoutToken(CapturedOutput output) {
        this.context.withPropertyValues("replicate.mode=api").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).containsOnlyOnce("No Replicate API token is set, so calls to");
            assertThatExceptionOfType(MissingTokenException.class)
                    .isThrownBy(
                            () -> context.getBean(Replicate.class).predictions().get("abc"))
                    .withMessageContaining("replicate.bearer-token")
                    .withMessageContaining("REPLICATE_API_TOKEN");
        });
    }

    @Test
    void startsWithoutTokenAndEmulator(CapturedOutput output) {
        this.context
                .withClassLoader(new FilteredClassLoader(ReplicateEmulator.class))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Replicate.class);
                    assertThat(output).containsOnlyOnce("No Replicate API token is set, so calls to");
                });
    }

    @Test
    void beansCanBeReplaced() {
        Replicate replicate = Replicate.create("r8_own");
        AsyncReplicate async = AsyncReplicate.create("r8_own");
        connected()
                .withBean("ownReplicate", Replicate.class, () -> replicate)
                .withBean("ownAsync", AsyncReplicate.class, () -> async)
                .run(context -> {
                    assertThat(context.getBean(Replicate.class)).isSameAs(replicate);
                    assertThat(context.getBean(AsyncReplicate.class)).isSameAs(async);
                });
        connected()
                .withBean(
                        "ownBuilder",
                        ReplicateBuilder.class,
                        () -> Replicate.builder().bearerToken("r8_builder").baseUrl(server.baseUrl() + "/v1"))
                .run(context -> {
                    context.getBean(Replicate.class).predictions().get("abc");
                    server.verify(getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                            .withHeader("Authorization", equalTo("Bearer r8_builder")));
                });
    }

    @Test
    void customClientsNeedNoConnection(CapturedOutput output) {
        this.context
                .withBean("ownReplicate", Replicate.class, () -> Replicate.create("r8_own"))
                .withBean("ownAsync", AsyncReplicate.class, () -> AsyncReplicate.create("r8_own"))
                .run(context -> assertThat(context).hasNotFailed());
        // Libraries may log messages from threads of other tests of this JVM.
        assertThat(output.toString().lines())
                .filteredOn(line -> line.contains("i.g.r") || line.contains("io.github.replicate4j"))
                .noneMatch(line -> line.contains("token") || line.contains("emulator"));
    }

    @Test
    void connectionDetailsReplacePropertiesAndTokenMayChange() {
        AtomicReference<String> token = new AtomicReference<>("r8_first");
        connected()
                .withPropertyValues("replicate.base-url=https://replicate.invalid/v1")
                .withBean(ReplicateConnectionDetails.class, () -> details(server.baseUrl() + "/v1", token))
                .run(context -> {
                    Replicate replicate = context.getBean(Replicate.class);
                    replicate.predictions().get("abc");
                    token.set("r8_second");
                    replicate.predictions().get("abc");
                    server.verify(
                            1,
                            getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                                    .withHeader("Authorization", equalTo("Bearer r8_first")));
                    server.verify(
                            1,
                            getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                                    .withHeader("Authorization", equalTo("Bearer r8_second")));
                });
    }

    private static ReplicateConnectionDetails details(String baseUrl, AtomicReference<String> token) {
        return new ReplicateConnectionDetails() {
            @Override
            public URI getBaseUrl() {
                return URI.create(baseUrl);
            }

            @Override
            public @Nullable String getBearerToken() {
                return token.get();
            }
        };
    }

    @Test
    void customizersAreCalledInOrderAfterProperties() {
        connected()
                .withPropertyValues("replicate.default-headers.X-Team=properties")
                .withUserConfiguration(TwoCustomizers.class)
                .run(context -> {
                    context.getBean(Replicate.class).predictions().get("abc");
                    server.verify(getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                            .withHeader("X-Team", equalTo("second"))
                            .withHeader("X-First", equalTo("yes")));
                });
    }

    @Test
    void builderIsAPrototype() {
        connected().run(context -> {
            ReplicateBuilder one = context.getBean(ReplicateBuilder.class);
            ReplicateBuilder other = context.getBean(ReplicateBuilder.class);
            assertThat(one).isNotSameAs(other);
            Replicate second = other.bearerToken("r8_other_account").build();
            second.predictions().get("abc");
            server.verify(getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                    .withHeader("Authorization", equalTo("Bearer r8_other_account")));
        });
    }

    @Test
    void usesTheWebClientBuilder() {
        connected()
                .withBean(WebClientCustomizer.class, () -> builder -> builder.defaultHeader("X-From-Customizer", "yes"))
                .run(context -> {
                    context.getBean(Replicate.class).predictions().get("abc");
                    server.verify(getRequestedFor(urlEqualTo("/v1/predictions/abc"))
                            .withHeader("X-From-Customizer", equalTo("yes")));
                });
    }

    @Test
    void appliesProperties() {
        connected()
                .withPropertyValues("replicate.timeout=200ms", "replicate.retry.max-retries=0")
                .run(context -> {
                    server.stubFor(get(urlEqualTo("/v1/predictions/slow"))
                            .willReturn(okJson("{\"id\":\"slow\"}").withFixedDelay(2000)));
                    assertThatExceptionOfType(ApiTimeoutException.class)
                            .isThrownBy(() -> context.getBean(Replicate.class)
                                    .predictions()
                                    .get("slow"));
                    server.verify(1, getRequestedFor(urlEqualTo("/v1/predictions/slow")));
                });
    }

    @Test
    void globalReadTimeoutDoesNotInterruptWaitingCalls() {
        connected().withPropertyValues("spring.http.clients.read-timeout=100ms").run(context -> {
            server.stubFor(get(urlEqualTo("/v1/predictions/waiting"))
                    .willReturn(okJson("{\"id\":\"waiting\"}").withFixedDelay(500)));
            assertThat(context.getBean(Replicate.class)
                            .predictions()
                            .get("waiting")
                            .id())
                    .isEqualTo("waiting");
            server.verify(1, getRequestedFor(urlEqualTo("/v1/predictions/waiting")));
        });
    }

    @Test
    void redirectsAreNotFollowed() {
        connected().withPropertyValues("spring.http.clients.redirects=follow").run(context -> {
            server.stubFor(get(urlEqualTo("/v1/predictions/moved"))
                    .willReturn(aResponse().withStatus(302).withHeader("Location", server.baseUrl() + "/elsewhere")));
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(
                            () -> context.getBean(Replicate.class).predictions().get("moved"))
                    .satisfies(ex -> assertThat(ex.statusCode()).isEqualTo(302));
            server.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
        });
    }

    @Test
    void startsWithTwoWebClientBuilders() {
        connected()
                .withBean("one", WebClient.Builder.class, WebClient::builder)
                .withBean("other", WebClient.Builder.class, WebClient::builder)
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .predictions()
                                .get("abc")
                                .succeeded())
                        .isTrue());
    }

    @Test
    void invalidBaseUrlOfConnectionDetailsIsNamed() {
        this.context
                .withBean(
                        ReplicateConnectionDetails.class,
                        () -> details("http://replicate.example/v1", new AtomicReference<>(TOKEN)))
                .run(context -> assertThat(
                                Stream.iterate(context.getStartupFailure(), each -> each != null, Throwable::getCause))
                        .hasAtLeastOneElementOfType(ReplicateConfigurationException.class)
                        .last()
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("ReplicateConnectionDetails"));
    }

    @Test
    void maxConnectionsLimitsConnections() {
        assertRefused("replicate.http.max-connections", "0");
        connected().withPropertyValues("replicate.http.max-connections=1").run(context -> {
            server.stubFor(get(urlEqualTo("/v1/predictions/held"))
                    .willReturn(okJson("{\"id\":\"held\"}").withFixedDelay(1000)));
            AsyncReplicate client = context.getBean(AsyncReplicate.class);
            // One request is sent, ten are queued, and the queue is full.
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> Flux.range(0, 12)
                            .flatMap(each -> client.withOptions(options -> options.maxRetries(0))
                                    .predictions()
                                    .get("held"))
                            .blockLast())
                    .withMessageContaining("replicate.http.max-connections");
        });
    }

    @Test
    void closingTheContextCancelsPredictions() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            this.context
                    .withPropertyValues(
                            "replicate.bearer-token=" + emulator.token(),
                            "replicate.base-url=" + emulator.baseUrl(),
                            "replicate.run.prefer-wait=1s",
                            "replicate.run.poll-interval=20ms")
                    .run(context -> {
                        context.getBean(AsyncReplicate.class)
                                .run("emulator/slow", Map.of("seconds", 3600))
                                .subscribe(output -> {}, failure::set);
                        Awaitility.await()
                                .atMost(Duration.ofSeconds(60))
                                .until(() -> !emulator.requests()
                                        .to(Operation.PREDICTIONS_GET)
                                        .isEmpty());
                        assertThat(emulator.running()).hasSize(1);
                    });
            assertThat(emulator.running()).isEmpty();
            assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
            assertThat(failure.get()).hasMessageContaining("closed");
        }
    }

    @Test
    void idleStreamReconnectsAfterTheConfiguredTimeout() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/teller")
                    .official()
                    .streams()
                    .respond(script -> script.output("a").output("b").succeed());
            emulator.faults().next(Operation.STREAM).stream(
                    stream -> stream.cutAfter(1).byStall());
            this.context
                    .withPropertyValues(
                            "replicate.bearer-token=" + emulator.token(),
                            "replicate.base-url=" + emulator.baseUrl(),
                            "replicate.stream.idle-timeout=200ms")
                    .run(context -> assertThat(context.getBean(AsyncReplicate.class).use("acme/teller").stream(Map.of())
                                    .collectList()
                                    .block(Duration.ofSeconds(30)))
                            .containsExactly("a", "b"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizers {

        @Bean
        @Order(2)
        ReplicateBuilderCustomizer second() {
            return builder -> builder.defaultHeader("X-Team", "second");
        }

        @Bean
        @Order(1)
        ReplicateBuilderCustomizer first() {
            return builder -> builder.defaultHeader("X-Team", "first").defaultHeader("X-First", "yes");
        }
    }
}
