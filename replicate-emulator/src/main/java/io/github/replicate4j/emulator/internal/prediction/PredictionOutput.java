/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of a run so far. It is guarded by the lock of the run.
 */
final class PredictionOutput {

    private static final int SCALAR_SIZE = 16;

    private final List<Object> items = new ArrayList<>();

    private @Nullable Object value;

    private boolean changed;

    private long size;

    void append(Object item) {
        if (this.value instanceof List<?> before && this.items.isEmpty()) {
            this.items.addAll(before);
        }
        this.items.add(item);
        this.size += sizeOf(item);
        this.changed = true;
    }

    void set(@Nullable Object value) {
        this.items.clear();
        this.changed = false;
        this.value = value;
        this.size = sizeOf(value);
    }

    /** Return the approximate memory usage in bytes. */
    long size() {
        return this.size;
    }

    private static long sizeOf(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(PredictionOutput::sizeOf).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> sizeOf(entry.getKey()) + sizeOf(entry.getValue()))
                    .sum();
        }
        return SCALAR_SIZE;
    }

    /** Return the output, which is unmodifiable. Lists are copied when they are read, not for each item. */
    @Nullable
    Object value() {
        if (this.changed) {
            this.value = Collections.unmodifiableList(new ArrayList<>(this.items));
            this.changed = false;
        }
        return this.value;
    }
}
