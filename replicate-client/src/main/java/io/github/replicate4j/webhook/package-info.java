/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Webhooks: targets, events, and verification of deliveries.
 */
@NullMarked
package io.github.replicate4j.webhook;

import org.jspecify.annotations.NullMarked;
