/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import io.github.replicate4j.generator.internal.schema.StoredSchema;
import io.github.replicate4j.schema.SchemaType;
import java.util.List;

/**
 * What the schema of a model describes.
 *
 * @param input the fields of the input, in the order of the model's page
 */
public record ModelDescription(StoredSchema source, List<ModelField> input, OutputDescription output) {

    public ModelDescription {
        input = List.copyOf(input);
    }

    /** Return whether the input has a field with an empty name, which {@link #input()} does not contain. */
    public boolean hasUnnamedInput() {
        SchemaType declared = this.source.types().input();
        return declared != null && declared.fields().containsKey("");
    }

    /** Read a schema. */
    public static ModelDescription of(StoredSchema schema) {
        return new ModelDescription(
                schema, new TypeReader(schema.types(), false).input(), new TypeReader(schema.types(), true).output());
    }
}
