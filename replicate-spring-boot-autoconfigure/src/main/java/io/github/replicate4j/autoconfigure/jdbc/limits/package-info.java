/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of limits on creates that instances share.
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc.limits;

import org.jspecify.annotations.NullMarked;
