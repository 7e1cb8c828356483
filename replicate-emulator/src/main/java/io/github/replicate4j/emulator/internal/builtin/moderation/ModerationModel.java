/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.moderation;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The built-in moderation model, which looks for words.
 */
public final class ModerationModel {

    private static final String DEFAULT_PROMPT = "I forgot how to kill a process in Linux, can you help?";

    private ModerationModel() {}

    public static ModelDefinition definition() {
        return ModelDefinition.named("meta/llama-guard-3-8b", Instant.parse("2024-12-21T00:00:00Z"))
                .withCard(card -> card.withDetail(
                                "description",
                                "Says whether a prompt or a response is safe, and which hazards it has otherwise")
                        .withTags("moderation", "safety"))
                .withVersion("146d1220d447cdcc639bc17c5f6137416042abee6ae153a2615e6ef5749205c8")
                .withOutput(OutputType.STRING)
                .withInput(text("prompt", DEFAULT_PROMPT))
                .withInput(text("assistant"))
                .withBehavior(ModerationModel::moderate);
    }

    private static void moderate(Map<String, Object> values, ModelScript script) {
        ModelInput input = new ModelInput(values);
        List<Hazard> hazards = Hazard.in(input.text("prompt", DEFAULT_PROMPT) + "\n" + input.text("assistant"));
        script.boot(Duration.ofMillis(100)).pause(Duration.ofMillis(100));
        hazards.forEach(hazard -> script.log(hazard.name() + ": " + hazard.title()));
        script.outputValue(
                        hazards.isEmpty()
                                ? "safe"
                                : hazards.stream().map(Hazard::name).collect(Collectors.joining(",", "unsafe\n", "")))
                .succeed();
    }
}
