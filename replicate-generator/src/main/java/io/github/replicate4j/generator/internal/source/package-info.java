/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Java source code of models. */
@NullMarked
package io.github.replicate4j.generator.internal.source;

import org.jspecify.annotations.NullMarked;
