/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.request;

import java.util.List;

/**
 * The requests that an emulator received, in the order of their arrival.
 *
 * <p>The journal keeps the latest 10,000 requests, or fewer if their headers and bodies exceed 64 MiB in total. Of an upload it
 * keeps the first MiB.
 *
 * @since 0.1.0
 */
public interface RequestJournal {

    /**
     * Return all requests in the journal, oldest first.
     *
     * @return a snapshot of the requests
     */
    List<JournalEntry> all();

    /**
     * Remove all recorded requests.
     */
    void clear();

    /**
     * Return the requests for an operation, oldest first.
     *
     * @param operation the operation
     * @return a snapshot of the requests
     */
    default List<JournalEntry> to(Operation operation) {
        return all().stream().filter(entry -> entry.operation() == operation).toList();
    }

    /**
     * Return the requests for any of the three operations that create a prediction, oldest first. This includes requests that
     * failed.
     *
     * @return a snapshot of the requests
     */
    default List<JournalEntry> creates() {
        return all().stream()
                .filter(entry -> entry.operation() != null && entry.operation().createsPrediction())
                .toList();
    }
}
