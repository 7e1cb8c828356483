/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.model;

/**
 * The type of a model output, as declared in the schema of the model.
 *
 * @since 0.1.0
 */
public enum OutputType {

    /** Any value. */
    ANY,
    /** A string. */
    STRING,
    /** A number. */
    NUMBER,
    /** A boolean. */
    BOOLEAN,
    /** An object. */
    OBJECT,
    /** A list of any values. */
    ARRAY,
    /** Output tokens that arrive one after another and that clients concatenate to one text. */
    CONCATENATE_ITERATOR,
    /** Independent strings that arrive one after another. */
    STRING_ITERATOR,
    /** The URL of a file. */
    FILE,
    /** A list of file URLs. */
    FILES,
    /** File URLs that arrive one after another. */
    FILE_ITERATOR
}
