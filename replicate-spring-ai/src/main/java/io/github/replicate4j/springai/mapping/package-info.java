/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The inputs of models: which field of a model an option of Spring AI belongs to, according to the schema of the model.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.springai.mapping;

import org.jspecify.annotations.NullMarked;
