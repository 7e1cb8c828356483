/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The delivery of webhooks.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.webhook;

import org.jspecify.annotations.NullMarked;
