/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of the journal of creates, its reconciler, and durable creates.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc.journal;

import org.jspecify.annotations.NullMarked;
