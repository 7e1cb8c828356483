/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Visibility of a model: who can see and run it.
 *
 * @since 0.1.0
 */
public enum Visibility {
    /** All users. */
    @JsonProperty("public")
    PUBLIC,
    /** Only the owner. */
    @JsonProperty("private")
    PRIVATE
}
