/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

/**
 * What to do at startup with model interfaces that do not match the schemas of their models. A schema that cannot be read causes
 * a warning, never a failure.
 *
 * @since 0.1.0
 */
public enum ModelVerificationMode {
    /** Do not verify interfaces. */
    OFF,
    /** Log a warning. */
    WARN,
    /** Fail the startup. */
    FAIL
}
