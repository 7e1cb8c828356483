/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** How much load an application and its database get from many predictions. */
@NullMarked
package io.github.replicate4j.capacity;

import org.jspecify.annotations.NullMarked;
