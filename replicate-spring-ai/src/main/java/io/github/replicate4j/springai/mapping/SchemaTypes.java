/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON whose structure is not certain. */
final class SchemaTypes {

    private SchemaTypes() {}

    /** Return a value as a map; an empty one if it is none. */
    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
