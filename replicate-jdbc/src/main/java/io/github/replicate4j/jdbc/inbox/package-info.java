/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Inbox of completions in a database that several instances of an application share.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc.inbox;

import org.jspecify.annotations.NullMarked;
