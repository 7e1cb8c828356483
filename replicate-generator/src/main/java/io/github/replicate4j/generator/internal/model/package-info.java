/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a schema describes, as types that Java code can have. */
@NullMarked
package io.github.replicate4j.generator.internal.model;

import org.jspecify.annotations.NullMarked;
