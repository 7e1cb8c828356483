/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Parts that several kinds of models share. Applications must not use them. */
@NullMarked
package io.github.replicate4j.springai.internal;

import org.jspecify.annotations.NullMarked;
