/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Endpoints and health of the inbox and the journal, in addition to their {@linkplain io.github.replicate4j.autoconfigure.jdbc.metrics
 * metrics}.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc.actuate;

import org.jspecify.annotations.NullMarked;
