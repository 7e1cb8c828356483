/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.model.ModelScript;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The version of a model that a request refers to.
 */
public record ResolvedVersion(ModelDefinition model, ModelVersion version) {

    private static final Log logger = LogFactory.getLog(ResolvedVersion.class);

    public static @Nullable ResolvedVersion of(@Nullable ModelDefinition model, @Nullable ModelVersion version) {
        return model == null || version == null ? null : new ResolvedVersion(model, version);
    }

    /** Return the script for a prediction with the given input. If the behavior throws, the script fails. */
    public DefaultModelScript predictionScript(
            Map<String, Object> input, Function<@Nullable Object, byte[]> inputFiles) {
        return script(this.version.behavior(), input, inputFiles);
    }

    /** Return the script for a training with the given input. If the behavior throws, the script fails. */
    public DefaultModelScript trainingScript(Map<String, Object> input, Function<@Nullable Object, byte[]> inputFiles) {
        return script(this.version.training(), input, inputFiles);
    }

    private DefaultModelScript script(
            BiConsumer<Map<String, Object>, ModelScript> behavior,
            Map<String, Object> input,
            Function<@Nullable Object, byte[]> inputFiles) {
        DefaultModelScript script = new DefaultModelScript(inputFiles);
        try {
            behavior.accept(input, script);
            return script;
        } catch (RuntimeException | Error ex) {
            // Reactor does not turn a fatal error into a response.
            logger.warn("The script of " + this.model.name() + " threw an exception, so the prediction fails", ex);
            DefaultModelScript failure = new DefaultModelScript(inputFiles);
            failure.fail("The script of " + this.model.name() + " threw " + ex);
            return failure;
        }
    }
}
