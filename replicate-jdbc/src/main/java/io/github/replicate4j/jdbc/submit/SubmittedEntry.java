/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.journal.CreateJournal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Entry of a durable create. The sender decides what follows from a refusal, because some refusals are temporary. */
final class SubmittedEntry implements CreateJournal.Entry {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CreateJournal.Entry entry;

    private final CompletableFuture<Boolean> refused = new CompletableFuture<>();

    SubmittedEntry(CreateJournal.Entry entry) {
        this.entry = entry;
    }

    @Override
    public String id() {
        return this.entry.id();
    }

    @Override
    public void created(LongRunningTask task) {
        try {
            this.entry.created(task);
        } finally {
            this.refused.complete(false);
        }
    }

    @Override
    public void refused(String reason) {
        this.refused.complete(true);
    }

    @Override
    public void unknown(@Nullable String taskId, String reason) {
        try {
            this.entry.unknown(taskId, reason);
        } finally {
            this.refused.complete(false);
        }
    }

    /**
     * Return whether it is certain that nothing was created. The client reports the outcome on another thread.
     *
     * @param late called if that is reported after this method has returned
     */
    boolean isRefused(Runnable late) throws InterruptedException {
        try {
            return this.refused.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException ex) {
            this.refused.thenAccept(refused -> {
                if (refused) {
                    late.run();
                }
            });
            return false;
        }
    }
}
