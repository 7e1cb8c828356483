/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.run.RunRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that all kinds of models have.
 *
 * @param model model to run, or {@code null} if it is not set
 * @param input inputs by their names in the schema of the model
 * @param timeout deadline of a prediction, or {@code null} for the setting of the client
 * @param cancelOnTimeout whether a prediction is cancelled if its call ends before it completes, or {@code null} for the
 *     setting of the client
 */
public record RunOptions(
        @Nullable String model,
        Map<String, @Nullable Object> input,
        @Nullable Duration timeout,
        @Nullable Boolean cancelOnTimeout) {

    /** No options. */
    public static final RunOptions NONE = new RunOptions(null, Map.of(), null, null);

    public RunOptions {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        timeout = timeout == null ? null : Arguments.positive("timeout", timeout);
    }

    public RunOptions withModel(@Nullable String model) {
        return new RunOptions(model, this.input, this.timeout, this.cancelOnTimeout);
    }

    public RunOptions withInput(String name, @Nullable Object value) {
        Map<String, @Nullable Object> extended = new LinkedHashMap<>(this.input);
        extended.put(Arguments.notBlank("name", name), value);
        return new RunOptions(this.model, extended, this.timeout, this.cancelOnTimeout);
    }

    public RunOptions withTimeout(@Nullable Duration timeout) {
        return new RunOptions(this.model, this.input, timeout, this.cancelOnTimeout);
    }

    public RunOptions withCancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
        return new RunOptions(this.model, this.input, this.timeout, cancelOnTimeout);
    }

    /** Return these options, replaced by others where those are set. Inputs are added. */
    public RunOptions replacedBy(RunOptions others) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>(this.input);
        inputs.putAll(others.input);
        return new RunOptions(
                others.isModelSet() ? others.model : this.model,
                inputs,
                others.timeout == null ? this.timeout : others.timeout,
                others.cancelOnTimeout == null ? this.cancelOnTimeout : others.cancelOnTimeout);
    }

    private boolean isModelSet() {
        return this.model != null && !this.model.isBlank();
    }

    /**
     * Return the model.
     *
     * @throws IllegalArgumentException if it is not set
     */
    public String requireModel(String property, String example) {
        if (this.model == null || this.model.isBlank()) {
            throw new IllegalArgumentException("No model is set: set " + property
                    + ", or model(...) in the options, for example to " + example + ". Nothing was created.");
        }
        return this.model;
    }

    /** Set the fields of a request. */
    public void customize(RunRequest.Builder request, Map<String, @Nullable Object> mapped) {
        request.input(mapped);
        if (this.timeout != null) {
            request.timeout(this.timeout);
        }
        if (this.cancelOnTimeout != null) {
            request.cancelOnAbandon(this.cancelOnTimeout);
        }
    }
}
