/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

/** What a wait needs. */
public enum Awaited {
    /** Each state of the task, which requires single requests. */
    EVERY_STATE,

    /** The terminal state with all of its fields, which may require a single request in addition to a page. */
    FULL_COMPLETION,

    /** The terminal state. Fields that lists omit may be missing. */
    COMPLETION
}
