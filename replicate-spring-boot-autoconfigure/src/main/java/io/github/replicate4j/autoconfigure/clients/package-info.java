/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of clients in addition to the default one.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.clients;

import org.jspecify.annotations.NullMarked;
