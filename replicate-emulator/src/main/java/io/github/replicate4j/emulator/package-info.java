/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A local emulator of the Replicate API. Start a {@link io.github.replicate4j.emulator.ReplicateEmulator}, point a client at its
 * base URL, and script the behavior of its models.
 */
@NullMarked
package io.github.replicate4j.emulator;

import org.jspecify.annotations.NullMarked;
