/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

/**
 * What to do with the task of a run whose process has ended, so that no caller reads its output.
 *
 * @since 0.1.0
 */
public enum OrphanPolicy {

    /** Cancel the task at Replicate. */
    CANCEL,

    /** Let the task run, and publish its completion to listeners. */
    ADOPT,

    /** Let the task run, and publish nothing. A webhook that was requested is delivered anyway. */
    IGNORE
}
