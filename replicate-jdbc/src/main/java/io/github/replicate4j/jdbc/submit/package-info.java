/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Durable creates of predictions, which are part of the transaction of the application.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc.submit;

import org.jspecify.annotations.NullMarked;
