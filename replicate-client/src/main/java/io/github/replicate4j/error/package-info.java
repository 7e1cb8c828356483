/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Exceptions of the client, all below {@link io.github.replicate4j.error.ReplicateException}.
 */
@NullMarked
package io.github.replicate4j.error;

import org.jspecify.annotations.NullMarked;
