/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.journal.CreateJournal;
import org.jspecify.annotations.Nullable;

/**
 * Entry of a create that is sent although it could not be recorded.
 *
 * @param id id, which no row has
 */
record UnrecordedEntry(String id) implements CreateJournal.Entry {

    @Override
    public void created(LongRunningTask task) {
        // There is no row.
    }

    @Override
    public void refused(String reason) {
        // There is no row.
    }

    @Override
    public void unknown(@Nullable String taskId, String reason) {
        // There is no row.
    }
}
