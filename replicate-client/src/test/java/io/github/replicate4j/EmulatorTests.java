/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Predictions from create to completion, against the emulator. */
@Order(1)
class EmulatorTests {

    private final EmulatorClock clock = EmulatorClock.manual();

    private ReplicateEmulator emulator;

    private Replicate replicate;

    @BeforeEach
    void start() {
        this.emulator = ReplicateEmulator.builder().clock(this.clock).start();
        this.emulator
                .model("acme/echo")
                .official()
                .respond((input, script) -> script.output("you said ")
                        .output(String.valueOf(input.get("text")))
                        .succeed());
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script ->
                        script.pause(Duration.ofMinutes(1)).output("at last").succeed());
        this.emulator.model("acme/hangs").official().respond(script -> script.hang());
        this.emulator
                .model("acme/fails")
                .official()
                .respond(script -> script.log("step 1").fail("out of memory"));
        this.emulator.deployment("acme/deployed", "acme/echo");
        this.replicate = client(this.emulator);
    }

    private static Replicate client(ReplicateEmulator emulator) {
        return Wire.builder(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .build();
    }

    @AfterEach
    void stop() {
        this.replicate.close();
        this.emulator.close();
    }

    private void awaitNothingRunning() {
        await().until(() -> this.emulator.running().isEmpty());
    }

    @Test
    void runReturnsOutput() {
        try (ReplicateEmulator live = ReplicateEmulator.start();
                Replicate client = client(live)) {
            live.model("acme/echo")
                    .official()
                    .respond((input, script) -> script.output("you said ")
                            .output(String.valueOf(input.get("text")))
                            .succeed());
            assertThat(client.run("acme/echo", Map.of("text", "hello")).text()).isEqualTo("you said hello");
            String version = live.model("acme/echo").versionId();
            assertThat(client.run("acme/echo:" + version, Map.of("text", "hi")).text())
                    .isEqualTo("you said hi");
            assertThat(client.run(version, Map.of("text", "ho")).text()).isEqualTo("you said ho");
            assertThat(client.run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                            .files())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file.bytes()).isNotEmpty());
            assertThat(client.predictions().list().results()).hasSize(4);
        }
    }

    /** As on Replicate, the response to the create has all files, but the prediction is still processing. */
    @ParameterizedTest
    @EnumSource
    void runOfFileModelReturnsCompletedPredictionOnRequest(ClientStyle style) {
        try (ReplicateEmulator live = ReplicateEmulator.start();
                Replicate client = client(live)) {
            live.model("acme/painter")
                    .official()
                    .respond(script -> script.log("painting")
                            .outputFile(new byte[] {1, 2, 3}, "png")
                            .metric("image_count", 1)
                            .succeed());
            Prediction completed = style.call(
                    client,
                    blocking -> blocking.run(request -> request.model("acme/painter")
                                    .input(Map.of())
                                    .awaitCompletion())
                            .prediction(),
                    reactive -> reactive.run(request -> request.model("acme/painter")
                                    .input(Map.of())
                                    .awaitCompletion())
                            .map(AsyncOutput::prediction));
            assertThat(completed.status()).isEqualTo(PredictionStatus.SUCCEEDED);
            assertThat(completed.completedAt()).isNotNull();
            assertThat(completed.logs()).isEqualTo("painting\n");
            assertThat(completed.metrics()).containsKey("image_count");
            assertThat(live.requests().creates())
                    .singleElement()
                    .satisfies(create -> assertThat(create.header("Prefer")).isEqualTo("wait=5"));
            assertThat(live.requests().to(Operation.PREDICTIONS_GET)).isNotEmpty();
            assertThat(live.requests().to(Operation.PREDICTIONS_CANCEL)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void runOfFileModelTakesOneRequest(ClientStyle style) {
        try (ReplicateEmulator live = ReplicateEmulator.start();
                Replicate client = client(live)) {
            Output output = style.call(
                    client,
                    blocking -> blocking.run("black-forest-labs/flux-schnell", Map.of("prompt", "a cat")),
                    reactive -> reactive.run("black-forest-labs/flux-schnell", Map.of("prompt", "a cat"))
                            .map(Output::new));
            assertThat(output.file().bytes()).isNotEmpty();
            assertThat(live.requests().to(Operation.PREDICTIONS_GET)).isEmpty();
            assertThat(live.requests().to(Operation.PREDICTIONS_CANCEL)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void editsPictureFromEverySource(ClientStyle style, @TempDir Path folder) throws IOException {
        FileOutput landscape = this.replicate
                .output(completed(
                        create(style, "black-forest-labs/flux-schnell", request -> request.input("prompt", "a cat"))))
                .file();
        byte[] content = landscape.bytes();
        UploadedFile uploaded = this.replicate.files().create(FileUpload.of(content, "cat.png"));
        Path path = Files.write(folder.resolve("cat.png"), content);
        List<byte[]> changed = new ArrayList<>();
        for (Object given : List.of(path, content, landscape, uploaded)) {
            for (FileEncoding encoding : FileEncoding.values()) {
                Prediction prediction = create(
                        style,
                        "black-forest-labs/flux-kontext-pro",
                        request -> request.input(Map.of("prompt", "make it night", "input_image", given))
                                .fileEncoding(encoding));
                changed.add(this.replicate.output(completed(prediction)).file().bytes());
            }
        }
        assertThat(changed).hasSize(12).allMatch(picture -> Arrays.equals(picture, changed.get(0)));
        assertThat(changed.get(0)).isNotEqualTo(content);
        assertThat(this.emulator.requests().to(Operation.FILES_CREATE)).hasSize(3);
    }

    private Prediction create(ClientStyle style, String model, Consumer<PredictionRequest.Builder> request) {
        return style.call(
                this.replicate,
                blocking -> blocking.models().predictions().create(model, request),
                reactive -> reactive.models().predictions().create(model, request));
    }

    private Prediction completed(Prediction created) {
        this.clock.advance(Duration.ofSeconds(5));
        return this.replicate.predictions().get(created.id());
    }

    @Test
    void awaitReturnsCompletedPrediction() {
        Prediction created =
                this.replicate.models().predictions().create("acme/slow", request -> request.input(Map.of()));
        assertThat(created.isTerminal()).isFalse();
        Disposable advancing =
                Flux.interval(Duration.ofMillis(5)).subscribe(tick -> this.clock.advance(Duration.ofSeconds(5)));
        Prediction completed = this.replicate.predictions().await(created.id(), Duration.ofSeconds(30));
        advancing.dispose();
        assertThat(completed.succeeded()).isTrue();
        assertThat(this.replicate.output(completed).text()).isEqualTo("at last");
        assertThat(this.replicate.predictions().get(created.id()).completedAt()).isNotNull();
    }

    @Test
    void failedModelReportsItsError() {
        try (ReplicateEmulator live = ReplicateEmulator.start();
                Replicate client = client(live)) {
            live.model("acme/fails").official().respond(script -> script.fail("out of memory"));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> client.run("acme/fails", Map.of()))
                    .withMessageContaining("out of memory")
                    .satisfies(
                            failure -> assertThat(failure.prediction().status()).isEqualTo(PredictionStatus.FAILED));
        }
    }

    @Test
    void awaitReturnsCancelledPrediction() {
        Prediction created = this.replicate
                .deployments()
                .predictions()
                .create("acme/deployed", request -> request.input(Map.of("text", "x")));
        Prediction hanging =
                this.replicate.models().predictions().create("acme/hangs", request -> request.input(Map.of()));
        this.replicate.predictions().cancel(hanging.id());
        assertThat(this.replicate.predictions().await(hanging.id()).status())
                .isIn(PredictionStatus.CANCELED, PredictionStatus.ABORTED);
        assertThat(created.id()).isNotEqualTo(hanging.id());
    }

    @Test
    void expiredDeadlineCancelsPrediction() {
        try (ReplicateEmulator live = ReplicateEmulator.start();
                Replicate client = client(live)) {
            live.model("acme/hangs").official().respond(script -> script.hang());
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> client.run(request ->
                            request.model("acme/hangs").input(Map.of()).timeout(Duration.ofSeconds(1))));
            await().until(() ->
                    !live.requests().to(Operation.PREDICTIONS_CANCEL).isEmpty());
            await().until(() -> live.running().isEmpty());
            assertThat(live.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
        }
    }

    @Test
    void interruptDuringCreateCancelsPrediction() throws Exception {
        Thread thread = new Thread(() -> {
            try {
                this.replicate.run("acme/hangs", Map.of());
            } catch (CallInterruptedException ex) {
                // As expected.
            }
        });
        thread.start();
        await().until(() -> this.emulator.running().size() == 1);
        thread.interrupt();
        thread.join();
        assertThat(this.emulator.running()).hasSize(1);
        // Replicate responds to the create after the preferred wait of 5 s.
        this.clock.advance(Duration.ofSeconds(6));
        awaitNothingRunning();
        assertThat(this.emulator.requests().creates()).hasSize(1);
        assertThat(this.emulator.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
    }

    @Test
    void cancelAfterEndsPredictionOfClosedClient() {
        this.replicate
                .async()
                .run(request -> request.model("acme/hangs")
                        .input(Map.of())
                        .preferWait(Duration.ofSeconds(1))
                        .timeout(Duration.ofSeconds(60)))
                .subscribe(output -> {}, failure -> {});
        await().until(() -> this.emulator.running().size() == 1);
        this.replicate.close();
        this.clock.advance(Duration.ofSeconds(61));
        awaitNothingRunning();
    }

    @Test
    void createWithLostResponseIsNotRetried() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() ->
                        this.replicate.models().predictions().create("acme/hangs", request -> request.input(Map.of())));
        assertThat(this.emulator.predictions()).hasSize(1);
        Prediction lost = this.replicate.predictions().list().results().get(0);
        assertThat(lost.id()).isEqualTo(this.emulator.predictions().get(0).id());
    }

    @Test
    void concurrentCreatesAreSentOnce() {
        Set<String> ids = Flux.range(0, 200)
                .flatMap(
                        each -> this.replicate
                                .async()
                                .models()
                                .predictions()
                                .create("acme/echo", request -> request.input(Map.of("text", "t" + each))),
                        200)
                .map(Prediction::id)
                .collect(Collectors.toSet())
                .toFuture()
                .join();
        assertThat(ids).hasSize(200);
        assertThat(this.emulator.predictions()).hasSize(200);
        assertThat(this.emulator.requests().creates()).hasSize(200);
    }

    @Test
    void threadsShareOneClient() {
        Set<String> ids = IntStream.range(0, 200)
                .parallel()
                .mapToObj(each -> this.replicate
                        .models()
                        .predictions()
                        .create("acme/echo", request -> request.input(Map.of("text", "t" + each)))
                        .id())
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(200);
        assertThat(this.emulator.predictions()).hasSize(200);
    }
}
