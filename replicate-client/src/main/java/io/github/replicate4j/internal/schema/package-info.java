/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The OpenAPI schemas of model versions, as they are written.
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package io.github.replicate4j.internal.schema;

import org.jspecify.annotations.NullMarked;
