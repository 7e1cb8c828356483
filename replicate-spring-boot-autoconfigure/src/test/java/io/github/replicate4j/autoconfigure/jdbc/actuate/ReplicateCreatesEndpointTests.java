/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Requests to the endpoint of durable creates. */
class ReplicateCreatesEndpointTests {

    private static final Map<String, String> PATHS =
            Map.of("order-1", "order-1", "orders/7/picture", "orders/7/picture", "a b", "a%20b");

    @Test
    void createsAreShownAndCancelledByTheirKeys() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            new WebApplicationContextRunner()
                    .withUserConfiguration(Application.class)
                    .withPropertyValues(
                            "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                            "replicate.emulator.base-url=" + emulator.baseUrl(),
                            "replicate.submit.enabled=false",
                            "management.endpoints.web.exposure.include=replicatecreates")
                    .run(context -> {
                        DurablePredictions predictions = context.getBean(DurablePredictions.class);
                        MockMvcTester client = MockMvcTester.from(context);
                        PATHS.forEach((key, path) -> {
                            predictions.submitForModel(key, "acme/painter", request -> request.input(Map.of()));
                            URI url = URI.create("/actuator/replicatecreates/" + path);
                            assertThat(client.get().uri(url))
                                    .hasStatusOk()
                                    .bodyJson()
                                    .extractingPath("$.key")
                                    .isEqualTo(key);
                            assertThat(client.delete().uri(url))
                                    .hasStatusOk()
                                    .bodyJson()
                                    .extractingPath("$.state")
                                    .isEqualTo("CANCELED");
                        });
                        assertThat(client.get().uri("/actuator/replicatecreates/orders/7"))
                                .hasStatus(HttpStatus.NOT_FOUND);
                        assertThat(client.get().uri("/actuator/replicatecreates"))
                                .hasStatus(HttpStatus.NOT_FOUND);
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
