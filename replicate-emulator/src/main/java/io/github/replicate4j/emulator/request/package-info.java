/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The operations of the API, and the requests that an emulator received.
 */
@NullMarked
package io.github.replicate4j.emulator.request;

import org.jspecify.annotations.NullMarked;
