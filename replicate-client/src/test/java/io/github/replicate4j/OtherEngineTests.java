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

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.OutcomeUnknownException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;

/** An engine that does not tell when it writes: then only 429 is safe to try again. */
class OtherEngineTests {

    enum Fault {
        CLOSED(FaultServer.closeAfterBody()),
        RESET(FaultServer.resetAfterBody()),
        BODY_TORN(FaultServer.tornBody(201, "{\"id\":")),
        EMPTY(FaultServer.json(201, "")),
        STATUS_LINE_TORN(FaultServer.text("HTTP/1.1 201 Cre"));

        private final FaultServer.Behaviour behaviour;

        Fault(FaultServer.Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    private static Replicate client(String baseUrl) {
        return Wire.builder(baseUrl).connector(new JdkClientHttpConnector()).build();
    }

    private static Throwable create(Replicate client) {
        return catchThrowable(
                () -> client.models().predictions().create("owner/name", request -> request.input(Map.of())));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aCreateThatMayHaveArrivedIsNotSentAgain(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behaviour);
                Replicate client = client(server.baseUrl())) {
            assertThat(create(client)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @Test
    void aCreateThatWasTurnedAwayForNowIsSentAgain() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(429, "{}"));
                Replicate client = client(server.baseUrl())) {
            assertThat(create(client)).isNull();
            assertThat(server.creates()).isEqualTo(2);
        }
    }

    @Test
    void aCreateToNowhereIsAnErrorOfTheApi() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Replicate client = client("http://localhost:" + port + "/v1")) {
            assertThat(create(client)).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void readsAreTriedAgainAndRedirectsAreNotFollowed() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), FaultServer.json(503, ""));
                Replicate client = client(server.baseUrl())) {
            assertThat(client.predictions().get("abc").id()).isEqualTo("created");
        }
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(307, "", "Location: /v1/elsewhere"));
                Replicate client = client(server.baseUrl())) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> client.predictions().get("abc"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<ClientHttpConnector> engines() {
        return Stream.of(new JdkClientHttpConnector(), new HttpComponentsClientHttpConnector());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theRarerMethodsOfHttpGoThroughTheirEngineToo(ClientHttpConnector engine) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(200, "{}"));
                Replicate client =
                        Wire.builder(server.baseUrl()).connector(engine).build()) {
            client.models().search("x");
            client.models().update("a/b", request -> request.description("d"));
            client.models().delete("a/b");
            assertThat(server.requests())
                    .extracting(request -> request.method() + " " + request.path() + " " + request.body())
                    .containsExactly(
                            "QUERY /v1/models x",
                            "PATCH /v1/models/a/b {\"description\":\"d\"}",
                            "DELETE /v1/models/a/b ");
        }
    }

    /** It repeats what a server turns away with 429 or 503, where it can: a create must be none of that. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void apachesEngineDoesNotRepeatACreateOfItsOwnAccord(int status) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(status, "{}", "Retry-After: 0"));
                Replicate client = Wire.builder(server.baseUrl())
                        .connector(new HttpComponentsClientHttpConnector())
                        .maxRetries(0)
                        .build()) {
            assertThat(create(client)).isInstanceOf(ApiException.class);
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void apachesEngineDoesNotRepeatACreateThatMayHaveArrived(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behaviour);
                Replicate client = Wire.builder(server.baseUrl())
                        .connector(new HttpComponentsClientHttpConnector())
                        .build()) {
            assertThat(create(client)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.creates()).isEqualTo(1);
        }
    }
}
