/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;

/**
 * A completion that this instance has reserved.
 *
 * @param key key of the completion
 * @param attempt number of this attempt, from 1. It is the fencing token: another claim has another number
 * @param source how the application was notified of the completion
 */
record Claim(String key, int attempt, EventSource source) {}
