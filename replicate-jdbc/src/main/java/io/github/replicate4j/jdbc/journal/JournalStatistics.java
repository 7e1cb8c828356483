/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import java.time.Duration;

/**
 * The creates of a journal that are not settled, for all instances.
 *
 * @param queued number of durable creates that wait to be sent
 * @param sending number of creates that are being sent, or whose outcome is unknown
 * @param unknown number of creates whose outcome is unknown
 * @param running number of creates whose task is not known to have completed
 * @param overdue number of creates that the reconciler should check now. It does so in intervals, so there are always some
 * @param oldestOverdueAge time for which the reconciler should have checked the oldest of them, zero if there is none
 * @since 0.1.0
 */
public record JournalStatistics(
        long queued, long sending, long unknown, long running, long overdue, Duration oldestOverdueAge) {}
