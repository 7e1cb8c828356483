/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Options of a request and the raw response to it.
 */
@NullMarked
package io.github.replicate4j.http;

import org.jspecify.annotations.NullMarked;
