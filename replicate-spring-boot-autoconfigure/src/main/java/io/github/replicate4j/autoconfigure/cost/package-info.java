/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of prices and of limits on creates.
 */
@NullMarked
package io.github.replicate4j.autoconfigure.cost;

import org.jspecify.annotations.NullMarked;
