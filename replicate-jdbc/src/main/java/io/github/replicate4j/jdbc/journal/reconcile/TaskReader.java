/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionListRequest;
import io.github.replicate4j.trainings.Training;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of the account from Replicate, until the reconciler is closed. */
final class TaskReader {

    private final Replicate client;

    private final BooleanSupplier closed;

    TaskReader(Replicate client, BooleanSupplier closed) {
        this.client = client;
        this.closed = closed;
    }

    private Replicate client() {
        checkOpen();
        return this.client;
    }

    private void checkOpen() {
        if (this.closed.getAsBoolean()) {
            throw new CancellationException("The reconciler was closed");
        }
    }

    /** Return a task, or {@code null} if it does not exist. */
    @Nullable
    LongRunningTask get(TaskType type, String id) {
        try {
            return type == TaskType.TRAINING
                    ? client().trainings().get(id)
                    : client().predictions().get(id);
        } catch (NotFoundException ex) {
            return null;
        }
    }

    /** Cancel a task, and return it, or {@code null} if it does not exist. */
    @Nullable
    LongRunningTask cancel(TaskType type, String id) {
        try {
            return type == TaskType.TRAINING
                    ? client().trainings().cancel(id)
                    : client().predictions().cancel(id);
        } catch (NotFoundException ex) {
            return null;
        }
    }

    /**
     * Return one page of the predictions in a range of time, newest first.
     *
     * @param createdAfter lower bound, inclusive
     * @param createdBefore upper bound, exclusive
     */
    Page<Prediction> predictions(Instant createdAfter, Instant createdBefore) {
        return client().predictions().list(new PredictionListRequest(createdAfter, createdBefore, null));
    }

    /**
     * Return all tasks that may have been created in a range of time, oldest first. A task without a time is one of them, and a page
     * without a time does not end the search. The list of trainings cannot be limited.
     */
    List<LongRunningTask> all(TaskType type, Instant createdAfter, Instant createdBefore) {
        List<LongRunningTask> tasks = new ArrayList<>();
        Page<? extends LongRunningTask> page =
                type == TaskType.TRAINING ? client().trainings().list() : predictions(createdAfter, createdBefore);
        boolean more = true;
        while (more) {
            for (LongRunningTask task : page.results()) {
                if (isWithin(task.createdAt(), createdAfter, createdBefore)) {
                    tasks.add(task);
                }
            }
            more = page.hasNextPage() && !isBefore(createdAfter, page);
            if (more) {
                checkOpen();
                page = page.nextPage();
            }
        }
        Collections.reverse(tasks);
        return tasks;
    }

    private static boolean isWithin(@Nullable Instant createdAt, Instant createdAfter, Instant createdBefore) {
        return createdAt == null || !createdAt.isBefore(createdAfter) && createdAt.isBefore(createdBefore);
    }

    private static boolean isBefore(Instant time, Page<? extends LongRunningTask> page) {
        return page.results().stream()
                .map(LongRunningTask::createdAt)
                .anyMatch(createdAt -> createdAt != null && createdAt.isBefore(time));
    }

    /** Return the input of a task, or {@code null} if Replicate has removed it. */
    static @Nullable Map<String, @Nullable Object> input(LongRunningTask task) {
        if (task instanceof Training training) {
            return training.input();
        }
        Prediction prediction = (Prediction) task;
        return Boolean.TRUE.equals(prediction.dataRemoved()) ? null : prediction.input();
    }
}
