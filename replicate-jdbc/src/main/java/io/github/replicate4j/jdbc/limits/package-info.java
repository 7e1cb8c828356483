/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Limits on creates that the instances of an application share.
 */
@NullMarked
package io.github.replicate4j.jdbc.limits;

import org.jspecify.annotations.NullMarked;
