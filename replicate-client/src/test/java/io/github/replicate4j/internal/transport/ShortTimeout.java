/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
        FaultServer.Behaviour closed = FaultServer.closeAfterBody();
        FaultServer.Behaviour healthy = FaultServer.json(201, Wire.prediction("created", "starting"));
        try (FaultServer server = FaultServer.start(closed, healthy, closed, closed, healthy);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(client.predictions().get("abc").id()).isEqualTo("created");
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() ->
                            client.models().predictions().create("owner/name", request -> request.input(Map.of())));
            client.models().delete("acme/model");
        }
    }
}
