/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.schema.ModelSchema;
import org.jspecify.annotations.Nullable;

/**
 * A schema that has been read.
 *
 * @param version id of the version, or {@code null} if the model has none
 * @param schema the schema, or {@code null} if the version has none
 * @param since time of {@link System#nanoTime} at which it was known that the source has this version
 */
record KnownSchema(@Nullable String version, @Nullable ModelSchema schema, long since) {}
