/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Sends requests to the API and reads the responses.
 *
 * <p>Internal: applications must not use this package. It may change in any release.
 */
@NullMarked
package io.github.replicate4j.internal.transport;

import org.jspecify.annotations.NullMarked;
