/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Timeout of clients whose server never responds. All other tests use the default timeout. */
final class ShortTimeout {

    static final Duration VALUE = Duration.ofSeconds(1);

    private ShortTimeout() {}

    /**
     * Send requests with the default timeout. The first requests of a process load most classes of the client, which may
     * take longer than the short timeout.
     */
    static void warmUp() throws IOException {
        FaultServer.Behavior closed = FaultServer.closeAfterBody();
        FaultServer.Behavior healthy = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(closed, healthy, closed, closed, healthy);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(client.predictions().get("created").id()).isEqualTo("created");
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() ->
                            client.models().predictions().create("owner/name", request -> request.input(Map.of())));
            client.models().delete("acme/model");
        }
    }
}
