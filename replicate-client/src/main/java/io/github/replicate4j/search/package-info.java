/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Search for models, collections and documentation.
 */
@NullMarked
package io.github.replicate4j.search;

import org.jspecify.annotations.NullMarked;
