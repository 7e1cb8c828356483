/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks up tasks with few requests: many predictions share one page of the list. Each page starts with the newest prediction that
 * was not found yet, so that predictions of others do not matter.
 */
final class CompletionLookup {

    private static final Log logger = LogFactory.getLog(CompletionLookup.class);

    /** Up to this number, single requests are not more expensive, and have the logs. */
    private static final int MIN_ROWS_OF_PAGE = 3;

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Size of a page of Replicate. */
    private static final int ROWS_OF_UNREADABLE_PAGE = 100;

    private final TaskReader reader;

    /**
     * Number of completed predictions that are still read individually. Lists have no logs, but after a long interruption,
     * completions without logs are better than requests without limit.
     */
    private int fullReads;

    CompletionLookup(TaskReader reader, int fullReads) {
        this.reader = reader;
        this.fullReads = fullReads;
    }

    /**
     * Look up the tasks of claimed rows.
     *
     * @param result accepts each row with its task, which is empty if it does not exist
     */
    void find(ClaimedRows rows, BiConsumer<JournalRow, Optional<LongRunningTask>> result) {
        List<JournalRow> pageable = new ArrayList<>();
        List<JournalRow> single = new ArrayList<>();
        for (JournalRow row : rows.open()) {
            (row.type() == TaskType.PREDICTION && row.taskCreatedAt() != null ? pageable : single).add(row);
        }
        pageable.sort(Comparator.comparing(CompletionLookup::createdAt).reversed());
        Deque<JournalRow> newestFirst = new ArrayDeque<>(pageable);
        while (newestFirst.size() > MIN_ROWS_OF_PAGE) {
            Page<Prediction> page = page(newestFirst);
            if (page == null) {
                for (int i = 0; i < ROWS_OF_UNREADABLE_PAGE && !newestFirst.isEmpty(); i++) {
                    single.add(newestFirst.removeFirst());
                }
            } else {
                findOnPage(page, newestFirst, single, (row, task) -> rows.check(row, () -> result.accept(row, task)));
            }
        }
        single.addAll(newestFirst);
        single.forEach(row -> rows.check(row, () -> result.accept(row, read(row))));
    }

    /** Return the page that starts with the first row, or {@code null} if it cannot be read. */
    private @Nullable Page<Prediction> page(Deque<JournalRow> newestFirst) {
        try {
            return this.reader.predictions(
                    createdAt(newestFirst.getLast()).minus(MARGIN),
                    createdAt(newestFirst.getFirst()).plusMillis(1));
        } catch (RuntimeException ex) {
            if (ClaimedRows.affectsAllRows(ex)) {
                throw ex;
            }
            logger.debug("A page of predictions could not be read; its predictions are read individually", ex);
            return null;
        }
    }

    private void findOnPage(
            Page<Prediction> page,
            Deque<JournalRow> newestFirst,
            List<JournalRow> single,
            BiConsumer<JournalRow, Optional<LongRunningTask>> result) {
        Instant newest = createdAt(newestFirst.getFirst());
        Map<String, Prediction> found = new HashMap<>();
        page.results().forEach(prediction -> found.put(prediction.id(), prediction));
        Instant oldest = page.results().isEmpty()
                ? newest
                : page.results().get(page.results().size() - 1).createdAt();
        Instant reached = oldest == null ? newest : oldest;
        // The first row is always taken, so that each page makes progress.
        do {
            JournalRow row = newestFirst.removeFirst();
            Prediction prediction = found.get(row.requiredTaskId());
            if (prediction == null) {
                single.add(row);
            } else if (prediction.isTerminal() && !prediction.hasLogs() && this.fullReads > 0) {
                this.fullReads--;
                single.add(row);
            } else {
                result.accept(row, Optional.of(prediction));
            }
        } while (!newestFirst.isEmpty()
                && (!page.hasNextPage() || createdAt(newestFirst.getFirst()).isAfter(reached)));
    }

    private Optional<LongRunningTask> read(JournalRow row) {
        return Optional.ofNullable(this.reader.get(row.type(), row.requiredTaskId()));
    }

    private static Instant createdAt(JournalRow row) {
        return Objects.requireNonNull(row.taskCreatedAt());
    }
}
