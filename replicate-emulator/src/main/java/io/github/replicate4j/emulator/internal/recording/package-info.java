/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Records the traffic with an API, and replays it.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.recording;

import org.jspecify.annotations.NullMarked;
