/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

/** When a wait polls a task first, if its latest state is known. */
public enum FirstPoll {
    /** Immediately, and then with short intervals. */
    IMMEDIATELY,

    /** After a fraction of the poll interval, and then with short intervals. */
    SOON,

    /** After the poll interval. */
    AFTER_INTERVAL
}
