/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The inputs and outputs of models, as the schemas of their versions describe them.
 */
@NullMarked
package io.github.replicate4j.schema;

import org.jspecify.annotations.NullMarked;
