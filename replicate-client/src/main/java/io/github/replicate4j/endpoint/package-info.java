/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Calls of API endpoints that this version of the client has no method for.
 */
@NullMarked
package io.github.replicate4j.endpoint;

import org.jspecify.annotations.NullMarked;
