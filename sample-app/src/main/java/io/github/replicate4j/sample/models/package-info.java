/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Models that the application runs. The types are generated from the schemas in {@code src/main/resources/replicate/models}. */
@NullMarked
package io.github.replicate4j.sample.models;

import org.jspecify.annotations.NullMarked;
