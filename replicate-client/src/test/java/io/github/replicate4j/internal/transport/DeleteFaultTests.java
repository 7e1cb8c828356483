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
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** What was deleted may be gone before anybody says so. */
class DeleteFaultTests {

    private static final FaultServer.Behaviour GONE = FaultServer.json(404, "{\"detail\":\"Not found\"}");

    private static final FaultServer.Behaviour DELETED = connection -> {
        connection.readRequest();
        connection.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    };

    /** Faults after which nobody knows whether it was deleted. */
    enum Lost {
        CLOSED(FaultServer.closeAfterBody()),
        RESET(FaultServer.resetAfterBody()),
        NEVER_ANSWERED(FaultServer.neverAnswer()),
        STATUS_LINE_TORN(FaultServer.text("HTTP/1.1 20")),
        GATEWAY_TIMEOUT(FaultServer.json(504, "{}")),
        REQUEST_TIMEOUT(FaultServer.json(408, "{}"));

        private final FaultServer.Behaviour behaviour;

        Lost(FaultServer.Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    /** Faults after which it is certain that nothing was deleted. */
    enum Certain {
        TOO_MANY(FaultServer.json(429, "{}", "Retry-After: 0")),
        CONFLICT(FaultServer.json(409, "{}"));

        private final FaultServer.Behaviour behaviour;

        Certain(FaultServer.Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    private static Replicate client(FaultServer server) {
        return Wire.builder(server.baseUrl()).timeout(Duration.ofMillis(300)).build();
    }

    private static void delete(ClientStyle style, Replicate client) {
        style.run(
                client,
                blocking -> blocking.models().delete("acme/model"),
                reactive -> reactive.models().delete("acme/model"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGoneWhenItIsDeletedAgainHasBeenDeleted(Lost fault) throws Exception {
        for (ClientStyle style : ClientStyle.values()) {
            try (FaultServer server = FaultServer.start(fault.behaviour, GONE);
                    Replicate client = client(server)) {
                delete(style, client);
                assertThat(server.requests())
                        .extracting(request -> request.method() + " " + request.path())
                        .containsExactly("DELETE /v1/models/acme/model", "DELETE /v1/models/acme/model");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionIsRepeated(Lost fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behaviour, fault.behaviour, DELETED);
                Replicate client = client(server)) {
            client.deployments().delete("acme/my-app");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverThereIsNotFound(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(GONE);
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> delete(style, client))
                    .withMessageContaining("models.delete");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverThereIsNotFoundAfterARefusalEither(Certain refusal) throws Exception {
        try (FaultServer server = FaultServer.start(refusal.behaviour, GONE);
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.models().versions().delete("acme/model", "v1"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void oneCallTellsTheNextOneNothing() throws Exception {
        try (FaultServer server =
                        FaultServer.start(FaultServer.closeAfterBody(), GONE).afterwards(GONE);
                Replicate client = client(server)) {
            Mono<Void> call = client.async().models().delete("acme/model");
            ClientStyle.REACTIVE.run(client, none -> {}, reactive -> call);
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> ClientStyle.REACTIVE.run(client, none -> {}, reactive -> call));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aReadThatFindsNothingAfterALostAnswerFindsNothing() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), GONE);
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.models().get("acme/model"));
        }
    }

    @Test
    void aDeletionThatIsNeverAnsweredIsAnErrorThatCanBeTriedAgain() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.closeAfterBody());
                Replicate client = client(server)) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> client.models().delete("acme/model"))
                    .isNotInstanceOf(OutcomeUnknownException.class);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void theRawAnswerSaysHowItWas() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), GONE);
                Replicate client = client(server)) {
            var raw = client.withRawResponse(each -> {
                each.models().delete("acme/model");
                return true;
            });
            assertThat(raw.statusCode()).isEqualTo(404);
            assertThat(raw.retriesTaken()).isEqualTo(1);
        }
    }
}
