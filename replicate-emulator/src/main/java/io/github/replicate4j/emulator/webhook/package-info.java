/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The webhooks of an emulator: deliveries and faults.
 */
@NullMarked
package io.github.replicate4j.emulator.webhook;

import org.jspecify.annotations.NullMarked;
