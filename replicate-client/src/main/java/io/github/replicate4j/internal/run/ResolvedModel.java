/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.reference.ModelReference;
import org.jspecify.annotations.Nullable;

/** The reference that a model runs by, with its schema if known. */
public record ResolvedModel(
        ModelReference reference, @Nullable SchemaDocument schema) {

    static ResolvedModel of(String model) {
        return new ResolvedModel(ModelReference.parse(model), null);
    }
}
