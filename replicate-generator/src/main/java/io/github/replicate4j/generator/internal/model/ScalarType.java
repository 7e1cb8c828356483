/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

/** A type without a structure that is known. */
public enum ScalarType implements ValueType {
    TEXT,
    /** A text that must not be shown. */
    SECRET,
    FILE,
    INTEGER,
    /** An integer that may exceed 32 bits. */
    LONG,
    DECIMAL,
    BOOLEAN,
    /** An object with unknown fields. */
    MAP,
    ANY
}
