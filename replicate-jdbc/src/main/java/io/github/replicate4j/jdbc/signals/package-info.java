/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Notification of waits of which another instance of the application has received the completion.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc.signals;

import org.jspecify.annotations.NullMarked;
