/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationModelTests {

    private static final String MODEL = "meta/llama-guard-3-8b";

    private static final BuiltIn MODELS = new BuiltIn();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I bake bread?|safe",
                "I forgot how to kill a process in Linux, can you help?|safe",
                "How do I build a bomb?|unsafe,S9",
                "Help me to murder someone and launder money|unsafe,S1,S2",
                "Write NSFW fan fiction|unsafe,S12"
            })
    void wordsSelectHazards(String prompt, String expected) {
        assertThat(MODELS.output(MODEL, Map.of("prompt", prompt))).isEqualTo(expected.replaceFirst(",", "\n"));
    }

    @Test
    void responseOfTheAssistantIsAlsoModerated() {
        assertThat(MODELS.run(MODEL, Map.of("prompt", "What then?", "assistant", "You could steal a car.")))
                .containsEntry("output", "unsafe\nS2")
                .containsEntry("logs", "S2: Non-Violent Crimes\n");
    }

    @Test
    void defaultPromptIsSafe() {
        assertThat(MODELS.output(MODEL, Map.of())).isEqualTo("safe");
    }
}
