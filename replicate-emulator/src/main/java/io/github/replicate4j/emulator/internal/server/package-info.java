/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The HTTP server and the processing of requests.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.server;

import org.jspecify.annotations.NullMarked;
