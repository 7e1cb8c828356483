/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Storage that several instances of an application share: an inbox of completions and a journal of creates.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc;

import org.jspecify.annotations.NullMarked;
