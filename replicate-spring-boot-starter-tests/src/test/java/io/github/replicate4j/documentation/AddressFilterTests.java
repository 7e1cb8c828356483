/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.predictions.Prediction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests for the code of {@code docs/security.md}, which requires Spring Boot 4.1. */
class AddressFilterTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HttpClientAutoConfiguration.class,
                    ReactiveHttpClientAutoConfiguration.class,
                    ReplicateAutoConfiguration.class));

    @Test
    void addressFilterBlocksFilesOnTheLocalNetwork() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            ApplicationContextRunner local = local(emulator);
            local.run(context -> {
                Replicate unfiltered = context.getBean(Replicate.class);
                Prediction prediction = unfiltered
                        .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                        .prediction();
                assertThat(unfiltered.output(prediction).file().bytes()).isNotEmpty();

                emulator.requests().clear();
                assertThatTheFilterBlocks(prediction, local);
                assertThat(emulator.requests().to(Operation.OUTPUT_FILE)).isEmpty();
            });
        }
    }

    @Test
    void addressFilterBlocksMappedAddresses() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/intruder")
                    .official()
                    .respond(script -> script.output("https://[::ffff:127.0.0.1]:" + emulator.port() + "/picture.png")
                            .succeed());
            ApplicationContextRunner local = local(emulator);
            local.run(context -> assertThatTheFilterBlocks(
                    context.getBean(Replicate.class)
                            .run("acme/intruder", Map.of())
                            .prediction(),
                    local));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void addressFilterBlocksRequests(String host) {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            this.contextRunner
                    .withUserConfiguration(AddressFilterConfiguration.class)
                    .withPropertyValues(
                            "replicate.base-url=http://" + host + ":" + emulator.port() + "/v1",
                            "replicate.bearer-token=r8_test")
                    .run(context -> assertThatExceptionOfType(ApiConnectionException.class)
                            .isThrownBy(() ->
                                    context.getBean(Replicate.class).account().get())
                            .withMessageContaining("FilteredHostException")
                            .satisfies(
                                    refused -> assertThat(refused.requestSent()).isFalse()));
            assertThat(emulator.requests().all()).isEmpty();
        }
    }

    private ApplicationContextRunner local(ReplicateEmulator emulator) {
        return this.contextRunner.withPropertyValues(
                "replicate.base-url=" + emulator.baseUrl(),
                "replicate.bearer-token=" + emulator.token(),
                "replicate.retry.max-retries=0");
    }

    private static void assertThatTheFilterBlocks(Prediction prediction, ApplicationContextRunner local) {
        local.withUserConfiguration(AddressFilterConfiguration.class)
                .run(filtered -> assertThatExceptionOfType(ApiConnectionException.class)
                        .isThrownBy(() -> filtered.getBean(Replicate.class)
                                .output(prediction)
                                .file()
                                .bytes())
                        .withRootCauseInstanceOf(FilteredHostException.class));
    }
}
