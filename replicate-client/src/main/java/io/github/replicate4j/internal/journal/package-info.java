/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Calls of the journal of creates.
 *
 * <p>Internal: applications must not use this package. It may change in any release.
 */
@NullMarked
package io.github.replicate4j.internal.journal;

import org.jspecify.annotations.NullMarked;
