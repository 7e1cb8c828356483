/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.change;

/**
 * The effect of a change on the callers of a model.
 *
 * @since 0.1.0
 */
public enum Impact {
    /** Calls and source code continue to work. */
    COMPATIBLE("compatible"),
    /** Calls continue to work, but callers may have to change their code when the types are generated again. */
    BREAKS_SOURCE("breaks source code"),
    /** Calls that worked before can fail. */
    BREAKS_CALLS("breaks calls");

    private final String description;

    Impact(String description) {
        this.description = description;
    }

    /**
     * Return whether callers have to change something.
     *
     * @return {@code false} for {@link #COMPATIBLE}
     */
    public boolean isBreaking() {
        return this != COMPATIBLE;
    }

    /** Return the effect in words, such as {@code breaks calls}. */
    @Override
    public String toString() {
        return this.description;
    }
}
