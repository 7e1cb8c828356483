/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

/**
 * A completion that this instance has reserved.
 *
 * @param key key of the completion
 * @param attempt number of this attempt, from 1. It is the fencing token: another claim has another number
 */
record Claim(String key, int attempt) {}
