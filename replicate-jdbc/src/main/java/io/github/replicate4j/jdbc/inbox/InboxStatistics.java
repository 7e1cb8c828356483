/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import java.time.Duration;

/**
 * State of an inbox, by the clock of the database.
 *
 * @param pending number of completions that no listener has processed yet, including those that are being processed
 * @param oldestPendingAge time since the oldest pending completion was received, zero if none is pending
 * @param parked number of completions that were parked after too many attempts
 * @since 0.1.0
 */
public record InboxStatistics(long pending, Duration oldestPendingAge, long parked) {}
