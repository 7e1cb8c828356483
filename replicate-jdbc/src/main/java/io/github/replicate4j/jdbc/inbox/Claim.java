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
 * @param number number of this claim, from 1. It only rises, so a statement of an earlier claim never changes the row of a later one
 * @param attempt number of this attempt, from 1. An attempt that is released does not count, and the count starts again when the
 *     completion changes its stage or is replayed
 * @param source how the application was notified of the completion
 */
record Claim(String key, int number, int attempt, EventSource source) {}
