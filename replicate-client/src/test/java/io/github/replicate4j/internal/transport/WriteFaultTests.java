/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that create or change something are not retried once they may have reached Replicate. */
@Execution(ExecutionMode.CONCURRENT)
class WriteFaultTests {

    enum Write {
        TRAINING(
                "trainings.create",
                "trainings.list",
                client -> client.trainings()
                        .create(
                                "a/b",
                                "v1",
                                request -> request.destination("me/mine").input(Map.of()))),
        MODEL(
                "models.create",
                "models.get",
                client -> client.models()
                        .create(request -> request.owner("me")
                                .name("mine")
                                .visibility(Visibility.PRIVATE)
                                .hardware("cpu"))),
        MODEL_UPDATE(
                "models.update",
                "models.get",
                client -> client.models().update("me/mine", request -> request.description("d"))),
        DEPLOYMENT(
                "deployments.create",
                "deployments.list",
                client -> client.deployments()
                        .create(request -> request.name("mine")
                                .model("a/b")
                                .version("v1")
                                .hardware("cpu")
                                .minInstances(0)
                                .maxInstances(1))),
        DEPLOYMENT_UPDATE(
                "deployments.update",
                "deployments.get",
                client -> client.deployments().update("me/mine", request -> request.maxInstances(2)));

        private final String operation;

        private final String lookupOperation;

        private final Consumer<Replicate> call;

        Write(String operation, String lookupOperation, Consumer<Replicate> call) {
            this.operation = operation;
            this.lookupOperation = lookupOperation;
            this.call = call;
        }
    }

    enum Fault {
        RESET_BEFORE_BODY(FaultServer.resetBeforeBody()),
        CLOSED(FaultServer.closeAfterBody()),
        NO_RESPONSE(FaultServer.neverAnswer()),
        TRUNCATED_BODY(FaultServer.tornBody(201, "{\"id\":")),
        TRUNCATED_JSON(FaultServer.json(201, "{\"id\":")),
        INTERNAL_ERROR(FaultServer.json(500, "")),
        GATEWAY_TIMEOUT(FaultServer.json(504, "{}"));

        private final FaultServer.Behavior behavior;

        Fault(FaultServer.Behavior behavior) {
            this.behavior = behavior;
        }

        private Replicate client(FaultServer server) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            return (this == NO_RESPONSE ? builder.timeout(ShortTimeout.VALUE) : builder).build();
        }
    }

    @BeforeAll
    static void warmUp() throws IOException {
        ShortTimeout.warmUp();
    }

    static Stream<Arguments> writesAndFaults() {
        return Stream.of(Write.values())
                .flatMap(write -> Stream.of(Fault.values()).map(fault -> Arguments.of(write, fault)));
    }

    private static Replicate client(FaultServer server) {
        return Wire.builder(server.baseUrl()).build();
    }

    @ParameterizedTest
    @MethodSource("writesAndFaults")
    void unknownOutcomeIsReportedAndNotRetried(Write write, Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior);
                Replicate client = fault.client(server)) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> write.call.accept(client))
                    .withMessageContaining(write.operation)
                    .withMessageContaining("check " + write.lookupOperation)
                    .satisfies(failure -> assertThat(failure.operation()).isEqualTo(write.operation));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectedWriteIsRetried(Write write) throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(429, "{}", "Retry-After: 0"))
                        .afterwards(FaultServer.json(200, "{\"id\":\"x\"}"));
                Replicate client = client(server)) {
            write.call.accept(client);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1)).isEqualTo(server.requests().get(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void validationErrorIsReportedAndNotRetried(Write write) throws Exception {
        try (FaultServer server =
                        FaultServer.start().afterwards(FaultServer.json(422, "{\"detail\":\"- input: no\"}"));
                Replicate client = client(server)) {
            assertThatExceptionOfType(UnprocessableEntityException.class)
                    .isThrownBy(() -> write.call.accept(client))
                    .withMessageContaining("- input: no");
            assertThat(server.requests()).hasSize(1);
        }
    }
}
