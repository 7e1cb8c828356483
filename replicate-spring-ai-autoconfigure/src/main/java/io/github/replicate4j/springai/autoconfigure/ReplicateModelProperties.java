/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.ReplicateOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Properties that all kinds of models have. */
abstract class ReplicateModelProperties {

    /** Model to run, as owner/name, owner/name:version or a version id. Required, unless each call sets it. */
    private @Nullable String model;

    /** Inputs by their names in the schema of the model. They replace inputs that other options set. */
    private Map<String, Object> input = new LinkedHashMap<>();

    /** Deadline of a prediction, without the download of its output. The default is replicate.run.timeout. */
    private @Nullable Duration timeout;

    /** Whether the prediction is cancelled if the call ends before it completes. The default is replicate.run.cancel-on-abandon. */
    private @Nullable Boolean cancelOnTimeout;

    public @Nullable String getModel() {
        return this.model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    public Map<String, Object> getInput() {
        return this.input;
    }

    public void setInput(Map<String, Object> input) {
        this.input = input;
    }

    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    public @Nullable Boolean getCancelOnTimeout() {
        return this.cancelOnTimeout;
    }

    public void setCancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
        this.cancelOnTimeout = cancelOnTimeout;
    }

    /** Set the options of these properties. */
    <B extends ReplicateOptions.Builder<B>> B apply(B options) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        this.input.forEach((name, value) -> inputs.put(name, withLists(value)));
        return options.model(this.model).input(inputs).timeout(this.timeout).cancelOnTimeout(this.cancelOnTimeout);
    }

    /** Spring Boot binds a list to a map of objects as a map with the indexes as keys. */
    private static Object withLists(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> converted = new LinkedHashMap<>();
        map.forEach((key, item) -> converted.put(String.valueOf(key), withLists(item)));
        List<String> indexes =
                IntStream.range(0, converted.size()).mapToObj(String::valueOf).toList();
        if (converted.isEmpty() || !converted.keySet().containsAll(indexes)) {
            return converted;
        }
        return indexes.stream()
                .map(index -> Objects.requireNonNull(converted.get(index)))
                .toList();
    }
}
