/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.model.ModelScript;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The behavior of a model that is defined as JSON.
 *
 * @param source the steps as they were defined
 * @param steps the steps
 */
record DefinedScript(Object source, List<BiConsumer<Map<String, Object>, ModelScript>> steps)
        implements BiConsumer<Map<String, Object>, ModelScript> {

    @Override
    public void accept(Map<String, Object> input, ModelScript script) {
        this.steps.forEach(step -> step.accept(input, script));
    }
}
