/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Code of the documentation. */
@NullMarked
package io.github.replicate4j.documentation;

import org.jspecify.annotations.NullMarked;
