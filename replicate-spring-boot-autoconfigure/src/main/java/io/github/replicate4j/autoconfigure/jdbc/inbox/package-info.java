/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of the inbox that stores completions, of the stores of their files, and of the signals between instances.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc.inbox;

import org.jspecify.annotations.NullMarked;
