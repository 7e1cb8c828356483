/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.script.ProgressBar;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Small models for first steps and for tests: one that says hello, a slow one, a failing one, and one for trainings.
 */
final class DemoModels {

    private static final String HELLO_VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private static final int DEFAULT_SECONDS = 180;

    private DemoModels() {}

    /** Return the models of the owner {@code emulator}: all except {@link #hello()}. */
    static List<ModelDefinition> ofEmulator() {
        return List.of(slow(), failing(), trainer());
    }

    static ModelDefinition hello() {
        return ModelDefinition.named("replicate/hello-world", Instant.parse("2022-04-26T19:29:04.418669Z"))
                .withCard(card -> card.withDetail("description", "A tiny model that says hello")
                        .withDetail("github_url", "https://github.com/replicate/cog-examples")
                        .withDetail("readme", "# Hello World\n\nSays hello to the given text.\n")
                        .withTags("text", "example")
                        .withAdditionalRuns(12_345))
                .withExample(Map.of("text", "Alice"), "hello Alice")
                .withVersion(HELLO_VERSION)
                .withInput(InputField.required("text", InputType.STRING))
                .withOutput(OutputType.STRING)
                .withBehavior((input, script) -> script.boot(Duration.ofMillis(50))
                        .pause(Duration.ofMillis(50))
                        .outputValue("hello " + input.get("text"))
                        .succeed());
    }

    private static ModelDefinition slow() {
        return ModelDefinition.named("emulator/slow", Instant.parse("2026-01-02T00:00:00Z"))
                .asOfficial()
                .withCard(card -> card.withDetail("description", "Takes the given number of seconds"))
                .withOutput(OutputType.STRING)
                .withInput(InputField.optional("seconds", InputType.NUMBER).between(0, 86_400))
                .withBehavior(DemoModels::takeTime);
    }

    private static void takeTime(Map<String, Object> input, ModelScript script) {
        double seconds = input.get("seconds") instanceof Number number ? number.doubleValue() : DEFAULT_SECONDS;
        Duration quarter = Duration.ofMillis((long) (seconds * 250));
        script.boot(Duration.ofMillis(100)).log("Taking " + seconds + " seconds");
        for (int quarters = 1; quarters <= 4; quarters++) {
            script.pause(quarter).log(ProgressBar.line(quarters, 4, 4 / Math.max(seconds, 0.1)));
        }
        script.outputValue("done after " + seconds + " seconds").succeed();
    }

    private static ModelDefinition failing() {
        return ModelDefinition.named("emulator/failing", Instant.parse("2026-01-03T00:00:00Z"))
                .asOfficial()
                .withCard(card -> card.withDetail("description", "Always fails"))
                .withInput(InputField.optional("message", InputType.STRING))
                .withBehavior((input, script) -> script.boot(Duration.ofMillis(50))
                        .log("Loading weights")
                        .pause(Duration.ofMillis(50))
                        .log("About to fail")
                        .fail(input.get("message") instanceof String message ? message : "This model always fails"));
    }

    private static ModelDefinition trainer() {
        return ModelDefinition.named("emulator/trainer", Instant.parse("2026-01-01T00:00:00Z"))
                .withCard(card -> card.withDetail("description", "Repeats the prompt; a base model for trainings")
                        .withTags("training", "fine-tune"))
                .withInput(InputField.required("prompt", InputType.STRING))
                .withOutput(OutputType.STRING)
                .withBehavior((input, script) -> script.boot(Duration.ofMillis(50))
                        .outputValue("in the style of the training: " + input.get("prompt"))
                        .succeed());
    }
}
