/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.change;

/**
 * A difference between two schemas of a model.
 *
 * @param impact the effect on callers
 * @param description what changed, such as {@code input 'steps' was removed}
 * @since 0.1.0
 */
public record SchemaChange(Impact impact, String description) {

    /** Return the description and the effect. */
    @Override
    public String toString() {
        return this.description + " (" + this.impact + ")";
    }
}
