/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Stored schemas, and what they describe. */
@NullMarked
package io.github.replicate4j.generator.internal.schema;

import org.jspecify.annotations.NullMarked;
