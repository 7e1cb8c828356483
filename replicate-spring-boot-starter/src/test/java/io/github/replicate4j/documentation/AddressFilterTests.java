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
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.predictions.Prediction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests for the code of {@code docs/security.md}. */
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

                assertThatTheFilterBlocks(prediction, local);
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
