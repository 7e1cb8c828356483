/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.test.ReplicateEmulatorExtension;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests for the script in {@code docs/emulator.md}. */
@ExtendWith(OutputCaptureExtension.class)
class ScriptTests {

    @RegisterExtension
    static ReplicateEmulatorExtension emulated =
            new ReplicateEmulatorExtension(builder -> builder.clock(EmulatorClock.manual()));

    @Test
    void scriptRunsStepByStep(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/painter")
                .official()
                .respond((input, script) -> script.boot(Duration.ofSeconds(8))
                        .log("Painting " + input.get("prompt"))
                        .pause(Duration.ofSeconds(2))
                        .outputFile(new byte[] {1, 2, 3}, "png")
                        .metric("image_count", 1)
                        .succeed());

        Prediction starting = replicate
                .models()
                .predictions()
                .create("acme/painter", request -> request.input("prompt", "a lighthouse"));
        assertThat(starting.status()).isEqualTo(PredictionStatus.STARTING);
        emulator.clock().advance(Duration.ofSeconds(8));
        Prediction running = replicate.predictions().get(starting.id());
        assertThat(running.status()).isEqualTo(PredictionStatus.PROCESSING);
        assertThat(running.logs()).isEqualTo("Painting a lighthouse\n");
        emulator.clock().advance(Duration.ofSeconds(2));
        Prediction completed = replicate.predictions().get(starting.id());
        assertThat(completed.metrics()).containsEntry("image_count", 1);
        assertThat(replicate.output(completed).file().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void heldCreateGetsItsResponseBeforeCompletion(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/writer")
                .official()
                .respond(script -> script.output("Once")
                        .output(" upon a time")
                        .outputComplete()
                        .pause(Duration.ofSeconds(1))
                        .metric("output_token_count", 2)
                        .succeed());

        Prediction held = replicate
                .models()
                .predictions()
                .create("acme/writer", request -> request.input(Map.of()).preferWait(Duration.ofSeconds(60)));

        assertThat(held.status()).isEqualTo(PredictionStatus.PROCESSING);
        assertThat(replicate.output(held).text()).isEqualTo("Once upon a time");
        assertThat(held.completedAt()).isNull();
        emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(replicate.predictions().get(held.id()).metrics()).containsEntry("output_token_count", 2);
    }

    @Test
    void documentationListsAllSteps() {
        String page = MarkdownPage.read(Path.of("..", "docs", "emulator.md")).text();

        assertThat(Stream.of(ModelScript.class.getMethods()).map(Method::getName))
                .allSatisfy(step -> assertThat(page).containsPattern("`(script\\.)?" + step + "\\("));
    }

    @Test
    void exceptionOfAScriptIsLoggedAndFailsThePrediction(
            ReplicateEmulator emulator, Replicate replicate, CapturedOutput output) {
        emulator.model("acme/painter").official().respond((input, script) -> {
            throw new IllegalStateException("no paint");
        });

        Prediction failed = replicate.models().predictions().create("acme/painter", request -> request.input(Map.of()));

        assertThat(replicate.predictions().get(failed.id()).error())
                .asString()
                .contains("The script of acme/painter threw", "no paint");
        assertThat(output)
                .contains("The script of acme/painter threw an exception", "java.lang.IllegalStateException: no paint");
    }

    @Test
    void exceptionOfAnOutputFileIsLoggedAndFailsThePrediction(
            ReplicateEmulator emulator, Replicate replicate, CapturedOutput output) {
        emulator.model("acme/painter")
                .official()
                .respond(script -> script.outputFile(
                        () -> {
                            throw new IllegalStateException("no canvas");
                        },
                        "png"));

        Prediction failed = replicate.models().predictions().create("acme/painter", request -> request.input(Map.of()));

        assertThat(replicate.predictions().get(failed.id()).status()).isEqualTo(PredictionStatus.FAILED);
        assertThat(output).contains("java.lang.IllegalStateException: no canvas");
    }
}
