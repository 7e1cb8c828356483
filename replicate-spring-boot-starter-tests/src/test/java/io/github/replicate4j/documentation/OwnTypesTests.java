/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.github.replicate4j.documentation.ModelsAsFunctions.Question;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;

/** Tests for the code of {@code docs/ahead-of-time.md}. */
class OwnTypesTests {

    @Test
    void registersHintsForOwnTypes() {
        RuntimeHints hints = new RuntimeHints();
        new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, OwnTypesConfiguration.class);
        assertThat(reflection().onMethodInvocation(Question.class, "maxTokens")).accepts(hints);
    }
}
