/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.model;

/**
 * The type of a model input.
 *
 * @since 0.1.0
 */
public enum InputType {

    /** A string. */
    STRING,
    /** A file, passed as a URL. */
    FILE,
    /** An integer. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** A boolean. */
    BOOLEAN,
    /** A list. */
    ARRAY,
    /** An object. */
    OBJECT,
    /** Any value except {@code null}. */
    ANY
}
