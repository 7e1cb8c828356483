/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A create whose response is incomplete or unreadable: the id in its first bytes is not lost. */
class CreatedIdTests {

    private static final String CREATED = Wire.prediction("created", "starting");

    /** Position of the end of the id in the response. */
    private static final int END_OF_ID = CREATED.indexOf("created\"") + "created\"".length();

    private static final FaultServer.Behavior CANCELED = FaultServer.json(200, Wire.prediction("created", "canceled"));

    private static final String HEAD = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

    enum Fault {
        CUT(FaultServer.tornBody(201, CREATED.substring(0, 60)), builder -> {}),
        COMPLETE_BUT_TOO_SHORT(FaultServer.tornBody(201, CREATED), builder -> {}),
        ENDS_EARLY(FaultServer.json(201, CREATED.substring(0, 60)), builder -> {}),
        CUT_CHUNKS(
                FaultServer.text(HEAD + "Transfer-Encoding: chunked\r\n\r\n14\r\n" + CREATED.substring(0, 20) + "\r\n"),
                builder -> {}),
        TRICKLES(
                connection -> {
                    connection.readRequest();
                    connection.write(HEAD + "Content-Length: 5000\r\n\r\n" + CREATED.substring(0, 40));
                    new CountDownLatch(1).await();
                },
                builder -> builder.timeout(Duration.ofSeconds(1))),
        TOO_LARGE(
                FaultServer.json(201, Wire.prediction("created", "starting", "\"" + "x".repeat(20_000) + "\"", "")),
                builder -> builder.maxInMemorySize(10_000)),
        NOT_A_NUMBER(FaultServer.json(201, CREATED.replace("\"metrics\":{}", "\"metrics\":NaN")), builder -> {}),
        STRICT(
                FaultServer.json(201, "{\"id\":\"created\",\"status\":17}"),
                builder -> builder.strictResponseValidation(true));

        private final FaultServer.Behavior behavior;

        private final Consumer<ReplicateBuilder> change;

        Fault(FaultServer.Behavior behavior, Consumer<ReplicateBuilder> change) {
            this.behavior = behavior;
            this.change = change;
        }

        FaultServer server() {
            return FaultServer.start(this.behavior).afterwards(CANCELED);
        }

        Replicate client(FaultServer server) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            this.change.accept(builder);
            return builder.build();
        }
    }

    /** The calls that own their prediction. */
    enum Owner {
        RUN(
                client -> client.run(
                        request -> request.model("owner/name").input(Map.of()).withoutPreferWait()),
                client -> client.run(
                        request -> request.model("owner/name").input(Map.of()).withoutPreferWait())),
        USE(
                client -> client.use(Wire.VERSION).run(Map.of()),
                client -> client.use(Wire.VERSION).run(Map.of())),
        STREAM(
                client -> client.use(Wire.VERSION).stream(Map.of()).toList(),
                client -> client.use(Wire.VERSION).stream(Map.of()).collectList());

        private final Function<Replicate, Object> blocking;

        private final Function<AsyncReplicate, Mono<?>> reactive;

        Owner(Function<Replicate, Object> blocking, Function<AsyncReplicate, Mono<?>> reactive) {
            this.blocking = blocking;
            this.reactive = reactive;
        }

        Object call(ClientStyle style, Replicate client) {
            return style.call(
                    client,
                    this.blocking,
                    reactive -> this.reactive.apply(reactive).cast(Object.class));
        }
    }

    static Stream<Arguments> faultsAndStyles() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(ClientStyle.values()).map(style -> Arguments.of(fault, style)));
    }

    static Stream<Arguments> faultsAndOwners() {
        return faultsAndStyles()
                .flatMap(arguments -> Stream.of(Owner.values())
                        // The timeout of a create that Replicate may hold is at least 20 s.
                        .filter(owner -> owner != Owner.USE || arguments.get()[0] != Fault.TRICKLES)
                        .map(owner -> Arguments.of(arguments.get()[0], arguments.get()[1], owner)));
    }

    private static Object create(ClientStyle style, Replicate client) {
        return style.call(
                client,
                blocking -> blocking.models().predictions().create("owner/name", request -> request.input(Map.of())),
                reactive -> reactive.models().predictions().create("owner/name", request -> request.input(Map.of())));
    }

    @ParameterizedTest
    @MethodSource("faultsAndStyles")
    void unknownOutcomeHasTheId(Fault fault, ClientStyle style) throws Exception {
        try (FaultServer server = fault.server();
                Replicate client = fault.client(server)) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> create(style, client))
                    .withMessageStartingWith("Replicate has processed")
                    .withMessageContaining("it created created")
                    .withMessageContaining("use this id instead of sending it again")
                    .satisfies(failure -> assertThat(failure.id()).isEqualTo("created"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("faultsAndOwners")
    void runCancelsThePrediction(Fault fault, ClientStyle style, Owner owner) throws Exception {
        try (FaultServer server = fault.server();
                Replicate client = fault.client(server)) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> owner.call(style, client))
                    .satisfies(failure -> assertThat(failure.id()).isEqualTo("created"));
            await().until(() -> server.requests().size() == 2);
            assertThat(server.requests().get(1).path()).isEqualTo("/v1/predictions/created/cancel");
        }
    }

    @Test
    void runDoesNotCancelIfConfigured() throws Exception {
        try (FaultServer server = Fault.CUT.server()) {
            try (Replicate client = Wire.builder(server.baseUrl())
                    .run(run -> run.cancelOnAbandon(false))
                    .build()) {
                assertThat(catchThrowable(() -> client.run("owner/name", Map.of())))
                        .isInstanceOf(OutcomeUnknownException.class);
            }
            // Closing the client waits for cancels.
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** The id is known from its last byte on, wherever the response is cut. */
    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void idIsKnownWhereverTheResponseIsCut(ClientStyle style) throws Exception {
        int step = Stress.times(23, 1);
        int withId = 0;
        int carried = 0;
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            for (int cut = 0; cut < CREATED.length(); cut += step) {
                server.afterwards(FaultServer.tornBody(201, CREATED.substring(0, cut)));
                OutcomeUnknownException failure = (OutcomeUnknownException) catchThrowable(() -> create(style, client));
                withId += cut >= END_OF_ID ? 1 : 0;
                carried += failure.id() != null ? 1 : 0;
                assertThat(failure.id()).isEqualTo(cut >= END_OF_ID ? "created" : null);
            }
        }
        assertThat(carried).isEqualTo(withId).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void abandonedCreateIsCancelledByItsId(boolean unreadable) throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        FaultServer.Behavior response =
                unreadable ? FaultServer.json(201, CREATED.substring(0, 60)) : Fault.CUT.behavior;
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(abandoned, response))
                        .afterwards(CANCELED);
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            var call = client.run("owner/name", Map.of()).subscribe(output -> {}, failure -> {});
            await().until(() -> server.creates() == 1);
            call.dispose();
            abandoned.countDown();
            await().until(() -> server.requests().size() == 2);
            assertThat(server.requests().get(1).path()).isEqualTo("/v1/predictions/created/cancel");
        }
    }
}
