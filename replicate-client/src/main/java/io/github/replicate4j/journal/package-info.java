/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Recording of creates before they are sent.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.journal;

import org.jspecify.annotations.NullMarked;
