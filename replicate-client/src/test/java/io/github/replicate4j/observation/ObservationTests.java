/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.trainings.TrainingTests;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Observations of operations and predictions. */
class ObservationTests {

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

    ObservationTests() {
        this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                ObservationTests.this.stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private ReplicateBuilder observed(ReplicateBuilder builder) {
        return builder.observeOperations(this.registry, null)
                .observePredictions(new PredictionObservations(this.registry, null));
    }

    private Replicate client(FaultServer server) {
        return observed(Wire.builder(server.baseUrl())).build();
    }

    private Replicate client(ReplicateEmulator emulator) {
        return observed(Replicate.builder()
                        .baseUrl(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .run(run -> run.pollInterval(Duration.ofMillis(20))))
                .build();
    }

    /** Let the time of the emulator pass fast. */
    private static Disposable startTicks(EmulatorClock clock) {
        return Flux.interval(Duration.ofMillis(5)).subscribe(tick -> clock.advance(Duration.ofMillis(100)));
    }

    private <C extends Observation.Context> List<C> stopped(Class<C> type) {
        return this.stopped.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Map<String, String> keys(Observation.Context context) {
        return context.getLowCardinalityKeyValues().stream()
                .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    private void assertOperation(String operation, String outcome, String status, String exception, int attempts) {
        assertThat(stopped(OperationObservationContext.class)).singleElement().satisfies(context -> {
            assertThat(context.getName()).isEqualTo("replicate.operation");
            assertThat(context.getContextualName()).isEqualTo("replicate " + operation);
            assertThat(keys(context))
                    .isEqualTo(Map.of(
                            "operation", operation, "outcome", outcome, "status", status, "exception", exception));
            assertThat(context.getHighCardinalityKeyValue("replicate.attempts").getValue())
                    .isEqualTo(String.valueOf(attempts));
        });
    }

    @Test
    void operationIncludesAllAttempts() throws Exception {
        try (FaultServer server = FaultServer.start(
                        FaultServer.status(503, ""),
                        FaultServer.resetAfterBody(),
                        FaultServer.json(200, Wire.prediction("abc", "starting"), "ratelimit-remaining: 2998"));
                Replicate client = client(server)) {
            client.predictions().get("abc");
        }
        assertOperation("predictions.get", "SUCCESS", "200", "none", 3);
        assertThat(stopped(OperationObservationContext.class).get(0).getRateLimitRemaining())
                .isEqualTo(2998);
    }

    @Test
    void errorStatusIsObserved() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(404, "{}"));
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.predictions().get("abc"));
        }
        assertOperation("predictions.get", "CLIENT_ERROR", "404", "NotFoundException", 1);
        assertThat(this.stopped.get(0).getError()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void connectionFailureIsObserved() {
        try (Replicate client =
                observed(Wire.builder("http://localhost:1/v1").maxRetries(0)).build()) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.account().get());
        }
        assertOperation("account.get", "ERROR", "none", "ApiConnectionException", 1);
    }

    @Test
    void timeoutIsObserved() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.neverAnswer());
                Replicate client = observed(Wire.builder(server.baseUrl())
                                .timeout(Duration.ofSeconds(1))
                                .maxRetries(0))
                        .build()) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.account().get());
        }
        assertOperation("account.get", "TIMEOUT", "none", "ApiTimeoutException", 1);
    }

    @Test
    void cancellationIsObserved() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.neverAnswer());
                Replicate client = client(server)) {
            Disposable call = client.async().account().get().subscribe();
            await().until(() -> server.requests().size() == 1);
            call.dispose();
        }
        assertOperation("account.get", "CANCELLED", "none", "none", 1);
    }

    @Test
    void runIsTheParentOfItsOperations() {
        EmulatorClock clock = EmulatorClock.manual();
        Disposable clockTicks = startTicks(clock);
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().clock(clock).start();
                Replicate client = client(emulator)) {
            emulator.model("acme/slow")
                    .official()
                    .respond(script ->
                            script.pause(Duration.ofSeconds(2)).output("done").succeed());
            Observation request = Observation.start("http", this.registry);
            request.scoped(() ->
                    client.run(run -> run.model("acme/slow").input(Map.of()).preferWait(Duration.ofSeconds(1))));
            request.stop();
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> {
                        assertThat(keys(context))
                                .isEqualTo(Map.of(
                                        "gen_ai.operation.name", "generate_content",
                                        "gen_ai.system", "replicate",
                                        "gen_ai.request.model", "acme/slow",
                                        "status", "succeeded"));
                        assertThat(context.getContextualName()).isEqualTo("generate_content acme/slow");
                        assertThat(context.getHighCardinalityKeyValue("gen_ai.response.id")
                                        .getValue())
                                .isEqualTo(context.getId());
                        assertThat(context.getRunTime()).isNotNull();
                        assertThat(context.getQueueTime()).isNotNull();
                        assertThat(context.getParentObservation()).isSameAs(request);
                    });
            PredictionObservationContext prediction =
                    stopped(PredictionObservationContext.class).get(0);
            assertThat(stopped(OperationObservationContext.class))
                    .isNotEmpty()
                    .allSatisfy(operation -> assertThat(
                                    operation.getParentObservation().getContextView())
                            .isSameAs(prediction));
        } finally {
            clockTicks.dispose();
        }
    }

    @Test
    void reactiveContextProvidesTheParent() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            emulator.model("acme/quick")
                    .official()
                    .respond(script -> script.output("done").succeed());
            Observation request = Observation.start("http", this.registry);
            client.async()
                    .run("acme/quick", Map.of())
                    .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, request))
                    .block();
            request.stop();
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context ->
                            assertThat(context.getParentObservation()).isSameAs(request));
        }
    }

    @Test
    void separateCreateAndAwaitAreOnePrediction() {
        EmulatorClock clock = EmulatorClock.manual();
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().clock(clock).start();
                Replicate client = client(emulator)) {
            emulator.model("acme/failing")
                    .official()
                    .respond(script -> script.pause(Duration.ofSeconds(1)).fail("no"));
            Prediction created =
                    client.models().predictions().create("acme/failing", request -> request.input(Map.of()));
            assertThat(stopped(PredictionObservationContext.class)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            client.predictions().await(created.id());
            client.predictions().get(created.id());
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> {
                        assertThat(keys(context))
                                .containsEntry("status", "failed")
                                .containsEntry("gen_ai.request.model", "acme/failing");
                        assertThat(context.getError()).isInstanceOf(ModelException.class);
                    });
        }
    }

    @Test
    void cancelCompletesThePrediction() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            Prediction created =
                    client.models().predictions().create("emulator/slow", request -> request.input("seconds", 60));
            client.predictions().cancel(created.id());
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> {
                        assertThat(keys(context)).containsEntry("status", "canceled");
                        assertThat(context.getError()).isNull();
                    });
        }
    }

    @Test
    void streamThatItsReaderClosesIsCanceledWithoutError() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            emulator.model("acme/teller")
                    .official()
                    .streams()
                    .respond(script -> script.output("a")
                            .pause(Duration.ofMinutes(5))
                            .output("b")
                            .succeed());
            try (Stream<String> stream = client.use("acme/teller").stream(Map.of())) {
                assertThat(stream.findFirst()).hasValue("a");
            }
            assertThat(client.async().use("acme/teller").stream(Map.of()).blockFirst())
                    .isEqualTo("a");
            await().until(() -> stopped(PredictionObservationContext.class).size() == 2);
            assertThat(stopped(PredictionObservationContext.class)).allSatisfy(context -> {
                assertThat(keys(context)).containsEntry("status", "canceled");
                assertThat(context.getError()).isNull();
            });
        }
    }

    @Test
    void failedCreateFailsThePrediction() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(429, "{}", "Retry-After: 999"));
                Replicate client = client(server)) {
            assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> client.run("a/b", Map.of()));
        }
        assertThat(stopped(PredictionObservationContext.class)).singleElement().satisfies(context -> {
            assertThat(keys(context)).containsEntry("status", "none").containsEntry("gen_ai.request.model", "a/b");
            assertThat(context.getError()).isInstanceOf(RateLimitException.class);
        });
    }

    @Test
    void cancelOfAbandonedCreateBelongsToThePrediction() throws Exception {
        assertThat(parentOfCancelAfterAbandonedCreate(
                        "predictions.cancel",
                        Wire.prediction("abc", "starting"),
                        client ->
                                client.models().predictions().create("acme/model", request -> request.input(Map.of()))))
                .isSameAs(stopped(PredictionObservationContext.class).get(0));
    }

    @Test
    void cancelOfAbandonedTrainingBelongsToTheCaller() throws Exception {
        assertThat(parentOfCancelAfterAbandonedCreate(
                        "trainings.cancel",
                        TrainingTests.training("starting"),
                        client -> client.trainings()
                                .create(
                                        "acme/model",
                                        "v1",
                                        request ->
                                                request.destination("me/mine").input(Map.of()))))
                .extracting(Observation.ContextView::getName)
                .isEqualTo("http");
    }

    private Observation.ContextView parentOfCancelAfterAbandonedCreate(
            String cancel, String created, Function<AsyncReplicate, Mono<?>> create) throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        Observation request = Observation.start("http", this.registry);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(abandoned, FaultServer.json(201, created)))
                        .afterwards(FaultServer.json(200, created.replace("starting", "canceled")));
                Replicate client = client(server)) {
            Disposable call = create.apply(client.async())
                    .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, request))
                    .subscribe();
            await().until(() -> server.requests().size() == 1);
            call.dispose();
            abandoned.countDown();
            await().until(() -> operations(cancel).size() == 1);
        }
        return operations(cancel).get(0).getParentObservation().getContextView();
    }

    private List<OperationObservationContext> operations(String name) {
        return stopped(OperationObservationContext.class).stream()
                .filter(operation -> operation.getOperation().equals(name))
                .toList();
    }

    @Test
    void streamRecordsTimeToFirstOutput() {
        EmulatorClock clock = EmulatorClock.manual();
        Disposable clockTicks = startTicks(clock);
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().clock(clock).start();
                Replicate client = client(emulator)) {
            client.use("meta/meta-llama-3-8b-instruct").stream(Map.of("prompt", "hello"))
                    .forEach(text -> {});
            await().until(() -> !stopped(PredictionObservationContext.class).isEmpty());
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> {
                        assertThat(keys(context))
                                .containsEntry("status", "succeeded")
                                .containsEntry("gen_ai.request.model", "meta/meta-llama-3-8b-instruct");
                        assertThat(context.getTimeToFirstOutput()).isPositive();
                        assertThat(context.getRunTime()).isNotNull();
                    });
        } finally {
            clockTicks.dispose();
        }
    }

    @Test
    void streamEndsAfterItsObservation() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            emulator.model("acme/teller")
                    .official()
                    .streams()
                    .respond(script -> script.output("a").metric("output_token_count", 1));
            List<StreamEvent> events =
                    client.use("acme/teller").streamEvents(Map.of()).toList();
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> assertThat(context.getOutputTokens()).isEqualTo(1));
            assertThat(events)
                    .last()
                    .isInstanceOfSatisfying(
                            StreamEvent.Done.class,
                            done -> assertThat(done.prediction().metrics()).containsEntry("output_token_count", 1));
            assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).hasSize(1);
        }
    }

    @Test
    void doneContainsNoPredictionThatHasNotSucceeded() throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = client(server)) {
            String created = Wire.prediction("p", "starting")
                    .replace("\"urls\":{", "\"urls\":{\"stream\":\"" + server.origin() + "/v1/streams/p\",");
            server.then(
                    FaultServer.json(201, created),
                    FaultServer.text("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                            + "event: output\nid: 1:0\ndata: a\n\nevent: done\nid: 9:9\ndata: {}\n\n"),
                    FaultServer.json(200, Wire.prediction("p", "canceled")));

            assertThat(client.use("acme/model:" + Wire.VERSION)
                            .streamEvents(Map.of())
                            .toList())
                    .last()
                    .isEqualTo(new StreamEvent.Done("9:9", null));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void streamSucceedsIfItsPredictionCannotBeReadForTheObservation() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            emulator.model("acme/teller").official().streams().respond(script -> script.output("a"));
            emulator.faults().always(Operation.PREDICTIONS_GET).status(403);
            assertThat(client.use("acme/teller").stream(Map.of())).containsExactly("a");
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> assertThat(keys(context)).containsEntry("status", "succeeded"));
        }
    }

    @Test
    void tokensAreCounted() throws Exception {
        String completed = Wire.prediction(
                        "abc", "succeeded", "\"done\"", ",\"completed_at\":\"2026-01-02T03:04:07.5Z\"")
                .replace(
                        "\"metrics\":{}",
                        "\"metrics\":{\"input_token_count\":7,\"output_token_count\":11,\"predict_time\":1.5}");
        try (FaultServer server = FaultServer.start(FaultServer.json(201, completed));
                Replicate client = client(server)) {
            client.run("acme/model", Map.of());
        }
        assertThat(stopped(PredictionObservationContext.class)).singleElement().satisfies(context -> {
            assertThat(context.getInputTokens()).isEqualTo(7);
            assertThat(context.getOutputTokens()).isEqualTo(11);
            assertThat(context.getRunTime()).isEqualTo(Duration.ofMillis(1500));
            assertThat(context.getHighCardinalityKeyValue("gen_ai.usage.output_tokens")
                            .getValue())
                    .isEqualTo("11");
        });
    }

    @Test
    void streamCompletesPredictionCreatedSeparately() {
        EmulatorClock clock = EmulatorClock.manual();
        Disposable clockTicks = startTicks(clock);
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().clock(clock).start();
                Replicate client = client(emulator)) {
            Prediction created = client.models()
                    .predictions()
                    .create("meta/meta-llama-3-8b-instruct", request -> request.input("prompt", "hello"));
            client.predictions().stream(created).forEach(text -> {});
            await().until(() -> !stopped(PredictionObservationContext.class).isEmpty());
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> {
                        assertThat(keys(context)).containsEntry("status", "succeeded");
                        assertThat(context.getTimeToFirstOutput()).isPositive();
                    });
        } finally {
            clockTicks.dispose();
        }
    }

    @Test
    void failingHandlerDoesNotFailTheRun() throws Exception {
        this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                throw new IllegalStateException("a handler that fails");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.succeeded("abc", "\"done\"")));
                Replicate client = client(server)) {
            assertThat(client.run("acme/model", Map.of()).text()).isEqualTo("done");
        }
    }

    @Test
    void failingScopeHandlerKeepsTheCurrentObservation() throws Exception {
        this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onScopeOpened(Observation.Context context) {
                throw new IllegalStateException("a handler that fails");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof PredictionObservationContext;
            }
        });
        Observation request = Observation.start("http", this.registry);
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.succeeded("abc", "\"done\"")));
                Replicate client = client(server)) {
            request.scoped(() -> {
                assertThat(client.run("acme/model", Map.of()).text()).isEqualTo("done");
                assertThat(this.registry.getCurrentObservation()).isSameAs(request);
            });
        }
    }

    @Test
    void disabledObservationsKeepTheParent() throws Exception {
        this.registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("replicate"));
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.succeeded("abc", "\"done\"")));
                Replicate client = observed(Wire.builder(server.baseUrl()))
                        .webClient(WebClient.builder().observationRegistry(this.registry))
                        .build()) {
            Observation request = Observation.start("http", this.registry);
            request.scoped(() -> client.run("acme/model", Map.of()));
            request.stop();
            assertThat(this.stopped)
                    .filteredOn(context -> "http.client.requests".equals(context.getName()))
                    .singleElement()
                    .satisfies(context ->
                            assertThat(context.getParentObservation()).isSameAs(request));
            assertThat(this.stopped).noneMatch(context -> context.getName().startsWith("replicate"));
        }
    }

    @Test
    void completionBeforeTheCreateResponseIsNotLost() throws Exception {
        PredictionObservations predictions = new PredictionObservations(this.registry, null);
        predictions.completed("abc", context -> context.setStatus("succeeded"), null);
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.prediction("abc", "starting")));
                Replicate client = Wire.builder(server.baseUrl())
                        .observePredictions(predictions)
                        .build()) {
            client.models().predictions().create("acme/model", request -> request.input(Map.of()));
        }
        assertThat(stopped(PredictionObservationContext.class))
                .singleElement()
                .satisfies(context -> assertThat(keys(context)).containsEntry("status", "succeeded"));
    }

    @Test
    void closeStopsOpenPredictions() throws Exception {
        PredictionObservations predictions = new PredictionObservations(this.registry, null);
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.prediction("abc", "starting")));
                Replicate client = Wire.builder(server.baseUrl())
                        .observePredictions(predictions)
                        .build()) {
            client.models().predictions().create("acme/model", request -> request.input(Map.of()));
            predictions.close();
        }
        assertThat(stopped(PredictionObservationContext.class))
                .singleElement()
                .satisfies(context -> assertThat(keys(context)).containsEntry("status", "unknown"));
    }

    @Test
    void deadlineBeforeTheCreateResponseFailsThePrediction() throws Exception {
        FaultServer server = FaultServer.start().afterwards(FaultServer.neverAnswer());
        // Closes the server first: otherwise the client would wait for the response to the create.
        try (Replicate client = observed(Wire.builder(server.baseUrl()).run(run -> run.timeout(Duration.ofMillis(300))))
                        .build();
                server) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> client.run("acme/model", Map.of()));
            assertThat(stopped(PredictionObservationContext.class))
                    .singleElement()
                    .satisfies(context -> assertThat(context.getError()).isInstanceOf(DeadlineExceededException.class));
        }
    }

    @Test
    void lastAttemptDeterminesTheStatus() throws Exception {
        try (FaultServer server =
                        FaultServer.start(FaultServer.status(503, "")).afterwards(FaultServer.resetAfterBody());
                Replicate client = client(server)) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.account().get());
        }
        assertOperation("account.get", "ERROR", "none", "ApiConnectionException", 3);
    }
}
