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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
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

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withPropertyValues(
                    "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                    "replicate.emulator.base-url=" + this.emulator.baseUrl(),
                    "replicate.submit.enabled=false");

    @AfterEach
    void stopEmulator() {
        this.emulator.close();
    }

    @Test
    void createsAreShownAndCancelledByTheirKeys() {
        this.application
                .withPropertyValues("management.endpoints.web.exposure.include=replicatecreates")
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
                    assertThat(client.get().uri("/actuator/replicatecreates")).hasStatus(HttpStatus.NOT_FOUND);
                });
    }

    @Test
    void createsOfNamedClientsAreShownAndCancelled() {
        this.application
                .withPropertyValues(
                        "replicate.clients.team-a.enabled=true",
                        "management.endpoints.web.exposure.include=replicate,replicatecreates")
                .run(context -> {
                    context.getBean("teamAReplicateDurablePredictions", DurablePredictions.class)
                            .submitForModel("orders/7", "acme/painter", request -> request.input(Map.of()));
                    MockMvcTester client = MockMvcTester.from(context);
                    String url = "/actuator/replicatecreates/orders/7";

                    assertThat(client.get().uri("/actuator/replicate"))
                            .bodyJson()
                            .isLenientlyEqualTo("{\"journal\": {}, \"clientJournals\": {\"team-a\": {\"QUEUED\": 1}}}");
                    assertThat(client.delete().uri(url)).hasStatus(HttpStatus.NO_CONTENT);
                    assertThat(List.of("", "?client=default", "?client=team-b"))
                            .allSatisfy(query ->
                                    assertThat(client.get().uri(url + query)).hasStatus(HttpStatus.NOT_FOUND));
                    assertThat(client.get().uri(url + "?client=team-a"))
                            .hasStatusOk()
                            .bodyJson()
                            .isLenientlyEqualTo("{\"key\": \"orders/7\", \"state\": \"QUEUED\"}");
                    assertThat(client.delete().uri(url + "?client=team-a"))
                            .hasStatusOk()
                            .bodyJson()
                            .extractingPath("$.state")
                            .isEqualTo("CANCELED");
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
