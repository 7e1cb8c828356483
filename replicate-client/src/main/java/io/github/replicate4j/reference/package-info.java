/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * References to models and versions.
 */
@NullMarked
package io.github.replicate4j.reference;

import org.jspecify.annotations.NullMarked;
