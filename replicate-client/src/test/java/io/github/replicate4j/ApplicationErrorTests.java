/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.webhook.WebhookTarget;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Errors that code of the application throws, some of which Reactor considers fatal. */
@Timeout(60)
class ApplicationErrorTests extends WireMockTest {

    /** The error that the code of the application throws. Static, because a type to bind to has no other access to it. */
    private static Error error;

    static Stream<Arguments> errors() {
        return Stream.of(new NoClassDefFoundError("mine"), new StackOverflowError("mine"), new AssertionError("mine"))
                .flatMap(error -> Arrays.stream(ClientStyle.values()).map(style -> Arguments.of(error, style)));
    }

    /** A type to bind to. */
    record Broken(@JsonProperty("name") String name) {

        Broken {
            throw error;
        }
    }

    /** An input. */
    public static final class BrokenInput {

        public String getPrompt() {
            throw error;
        }
    }

    private static final class BrokenStream extends InputStream {

        @Override
        public int read() {
            throw error;
        }
    }

    private static final class BrokenResource extends AbstractResource {

        @Override
        public String getDescription() {
            return "broken";
        }

        @Override
        public String getFilename() {
            return "a.png";
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public long contentLength() {
            return 10;
        }

        @Override
        public InputStream getInputStream() {
            throw error;
        }
    }

    private static void assertThrown(Runnable call) {
        assertThat(catchThrowable(call::run)).isSameAs(error);
    }

    private static <T> T fail() {
        throw error;
    }

    @ParameterizedTest
    @MethodSource("errors")
    void typeOfResponse(Error thrown, ClientStyle style) {
        error = thrown;
        anyRequestIsAnswered(json(200, "{\"name\":\"x\"}"));
        EndpointRequest request = EndpointRequest.get("/account").build();
        assertThrown(() -> style.call(
                this.replicate,
                client -> client.endpoints().call(request, Broken.class),
                client -> client.endpoints().call(request, Broken.class)));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void typeOfOutput(Error thrown, ClientStyle style) {
        error = thrown;
        createIsAnswered(json(201, Wire.succeeded("abc", "{\"name\":\"x\"}")));
        assertThrown(() -> style.call(
                this.replicate,
                client -> client.use("a/b:" + Wire.VERSION, Map.class, Broken.class)
                        .run(Map.of()),
                client -> client.use("a/b:" + Wire.VERSION, Map.class, Broken.class)
                        .run(Map.of())));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void input(Error thrown, ClientStyle style) {
        error = thrown;
        Throwable failure = catchThrowable(() -> style.call(
                this.replicate,
                client -> client.run("a/b", new BrokenInput()).text(),
                client -> client.run("a/b", new BrokenInput()).map(AsyncOutput::text)));
        if (thrown instanceof StackOverflowError) {
            // Jackson reports the input as circular.
            assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'prompt'");
        } else {
            assertThat(failure).isSameAs(error);
        }
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void contentOfUpload(Error thrown, ClientStyle style) {
        error = thrown;
        anyRequestIsAnswered(json(201, "{\"id\":\"f1\"}"));
        assertThrown(() -> style.call(
                this.replicate,
                client -> client.files().create(FileUpload.of(new BrokenStream(), "a.png")),
                client -> client.files().create(FileUpload.of(new BrokenStream(), "a.png"))));
        assertThrown(() -> style.call(
                this.replicate,
                client -> client.files().create(FileUpload.of(new BrokenResource())),
                client -> client.files().create(FileUpload.of(new BrokenResource()))));
        FileUpload published = FileUpload.builder()
                .content(Flux.<DataBuffer>error(error))
                .filename("a.png")
                .build();
        assertThrown(() -> style.call(
                this.replicate,
                client -> client.files().create(published),
                client -> client.files().create(published)));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void contentOfInputFile(Error thrown, ClientStyle style) {
        error = thrown;
        anyRequestIsAnswered(json(201, "{\"id\":\"f1\"}"));
        for (Object file : new Object[] {new BrokenStream(), new BrokenResource()}) {
            assertThrown(() -> style.call(
                    this.replicate,
                    client -> client.run("a/b", Map.of("image", file)).text(),
                    client -> client.run("a/b", Map.of("image", file)).map(AsyncOutput::text)));
        }
        assertThat(requests("POST", "/v1/models/a/b/predictions")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void tokenSupplier(Error thrown, ClientStyle style) {
        error = thrown;
        try (Replicate client =
                builder().bearerToken(ApplicationErrorTests::<String>fail).build()) {
            assertThrown(() -> style.call(
                    client,
                    blocking -> blocking.account().get(),
                    async -> async.account().get()));
            assertThrown(() -> style.call(
                    client,
                    blocking -> blocking.run("a/b", Map.of()).text(),
                    async -> async.run("a/b", Map.of()).map(AsyncOutput::text)));
            assertThrown(() -> style.call(
                    client,
                    blocking -> blocking.predictions().await("abc"),
                    async -> async.predictions().await("abc")));
            assertThrown(() -> style.call(
                    client,
                    blocking -> blocking.predictions().stream("abc").toList(),
                    async -> async.predictions().stream("abc").collectList()));
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void progressListener(Error thrown, ClientStyle style) {
        error = thrown;
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered("abc", json(200, Wire.prediction("abc", "processing")));
        assertThrown(() -> style.call(
                this.replicate,
                client -> client.run(
                                request -> request.model("a/b").input(Map.of()).onProgress(progress -> fail()))
                        .text(),
                client -> client.run(
                                request -> request.model("a/b").input(Map.of()).onProgress(progress -> fail()))
                        .map(AsyncOutput::text)));
        Wire.await().until(() -> requests("POST", "/v1/predictions/abc/cancel").size() == 1);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void webClientAndItsFilters(Error thrown, ClientStyle style) {
        error = thrown;
        WebClient.Builder failsEarly = WebClient.builder().filter((request, next) -> fail());
        WebClient.Builder failsLate = WebClient.builder().filter((request, next) -> Mono.error(error));
        anyRequestIsAnswered(json(200, "{}"));
        WebClient.Builder failsAfterwards = WebClient.builder()
                .filter((request, next) -> next.exchange(request).flatMap(response -> Mono.error(error)));
        for (WebClient.Builder webClient : new WebClient.Builder[] {failsEarly, failsLate}) {
            try (Replicate client = builder().webClient(webClient).build()) {
                assertThrown(() -> style.call(
                        client,
                        blocking -> blocking.account().get(),
                        async -> async.account().get()));
            }
        }
        if (thrown instanceof AssertionError) {
            try (Replicate client = builder().webClient(failsAfterwards).build()) {
                assertThrown(() -> style.call(
                        client,
                        blocking -> blocking.account().get(),
                        async -> async.account().get()));
            }
        }
        try (Replicate client = builder()
                .webClient(ApplicationErrorTests::<WebClient.Builder>fail)
                .build()) {
            assertThrown(() -> style.call(
                    client,
                    blocking -> blocking.account().get(),
                    async -> async.account().get()));
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void webhookSupplier(Error thrown, ClientStyle style) {
        error = thrown;
        try (Replicate client = builder()
                .defaultWebhook(ApplicationErrorTests::<WebhookTarget>fail)
                .build()) {
            assertThrown(() -> style.call(
                    client,
                    blocking -> blocking.run("a/b", Map.of()).text(),
                    async -> async.run("a/b", Map.of()).map(AsyncOutput::text)));
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void observationHandlerDoesNotFailTheCall(ClientStyle style) {
        anyRequestIsAnswered(json(200, "{\"username\":\"me\"}"));
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                throw new NoClassDefFoundError("a handler that fails");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        try (Replicate client = builder().observeOperations(registry, null).build()) {
            assertThat(style.call(
                                    client,
                                    blocking -> blocking.account().get(),
                                    async -> async.account().get())
                            .username())
                    .isEqualTo("me");
        }
    }

    @Test
    void blockingThreadIsInTheStackTraceOfExceptionsOnly() {
        error = new AssertionError("mine");
        try (Replicate client =
                builder().bearerToken(ApplicationErrorTests::<String>fail).build()) {
            assertThrown(() -> client.account().get());
        }
        assertThat(error.getSuppressed()).isEmpty();
    }
}
