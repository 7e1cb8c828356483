/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.AuthenticationException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests for the client with each HTTP engine that Spring Boot supports. */
class HttpEngineTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HttpClientAutoConfiguration.class,
                    ReactiveHttpClientAutoConfiguration.class,
                    ReplicateAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @BeforeEach
    void scriptModels() {
        emulator.reset();
        emulator.model("acme/captioner")
                .official()
                .streams()
                .respond(script -> script.output("a ").output("cat").succeed());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactor", "jdk", "jetty", "http-components"})
    void everyEngineSupportsAllFeatures(String engine) {
        this.context
                .withPropertyValues("spring.http.clients.reactive.connector=" + engine)
                .run(context -> {
                    Replicate replicate = context.getBean(Replicate.class);
                    emulator.faults()
                            .next(Operation.MODELS_PREDICTIONS_CREATE)
                            .status(429)
                            .header("retry-after-ms", "10");
                    assertThat(replicate
                                    .run("acme/captioner", Map.of("image", new byte[300 * 1024]))
                                    .text())
                            .isEqualTo("a cat");
                    assertThat(emulator.requests().creates()).hasSize(2);
                    try (Stream<String> tokens = replicate.use("acme/captioner").stream(Map.of())) {
                        assertThat(tokens).containsExactly("a ", "cat");
                    }
                    assertThat(replicate
                                    .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                                    .file()
                                    .bytes())
                            .startsWith(0x89, 'P', 'N', 'G');
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactor", "jdk", "jetty", "http-components"})
    void noEngineFollowsRedirects(String engine) {
        this.context
                .withPropertyValues(
                        "spring.http.clients.reactive.connector=" + engine, "spring.http.clients.redirects=follow")
                .run(context -> {
                    emulator.faults()
                            .next(Operation.ACCOUNT_GET)
                            .redirectTo(URI.create(emulator.baseUrl() + "/hardware"));
                    assertThatExceptionOfType(ApiStatusException.class)
                            .isThrownBy(() ->
                                    context.getBean(Replicate.class).account().get())
                            .satisfies(
                                    refused -> assertThat(refused.statusCode()).isEqualTo(307));
                    assertThat(emulator.requests().all()).hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactor", "jdk", "jetty", "http-components"})
    void everyEngineReportsARejectedToken(String engine) {
        this.context
                .withPropertyValues("spring.http.clients.reactive.connector=" + engine)
                .run(context -> {
                    Replicate wrong =
                            context.getBean(Replicate.class).withOptions(options -> options.bearerToken("r8_wrong"));
                    assertThatExceptionOfType(AuthenticationException.class)
                            .isThrownBy(() -> wrong.account().get());
                    assertThatExceptionOfType(AuthenticationException.class)
                            .isThrownBy(() -> wrong.run("acme/captioner", Map.of()));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactor", "jdk", "jetty", "http-components"})
    void everyEngineStopsWithTheApplication(String engine) {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        this.context
                .withPropertyValues("spring.http.clients.reactive.connector=" + engine)
                .run(context -> context.getBean(Replicate.class).account().get());
        // A Netty thread stops after it has been idle for a second.
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .filteredOn(
                                thread -> !thread.isDaemon() || thread.getName().startsWith("httpclient-"))
                        .isEmpty());
    }
}
