/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Collections of models that Replicate curates.
 */
@NullMarked
package io.github.replicate4j.collections;

import org.jspecify.annotations.NullMarked;
