/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * HTTP requests and responses, independent of the operation.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
