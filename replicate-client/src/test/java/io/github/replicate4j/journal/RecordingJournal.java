/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.journal;

import io.github.replicate4j.completion.LongRunningTask;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A journal in memory that records all calls as text. */
class RecordingJournal implements CreateJournal {

    final List<JournaledCreate> creates = new CopyOnWriteArrayList<>();

    final List<String> outcomes = new CopyOnWriteArrayList<>();

    final List<String> threads = new CopyOnWriteArrayList<>();

    volatile Runnable onBegin = () -> {};

    volatile Runnable onOutcome = () -> {};

    @Override
    public Entry begin(JournaledCreate create) {
        this.threads.add(Thread.currentThread().getName());
        this.onBegin.run();
        this.creates.add(create);
        return new RecordingEntry("entry" + this.creates.size());
    }

    private void outcome(String outcome) {
        this.threads.add(Thread.currentThread().getName());
        this.outcomes.add(outcome);
        this.onOutcome.run();
    }

    Entry entry(String id) {
        return new RecordingEntry(id);
    }

    private final class RecordingEntry implements Entry {

        private final String id;

        RecordingEntry(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return this.id;
        }

        @Override
        public void created(LongRunningTask task) {
            outcome(this.id + " created " + task.id() + " " + task.statusText());
        }

        @Override
        public void refused(String reason) {
            outcome(this.id + " refused " + reason);
        }

        @Override
        public void unknown(@Nullable String taskId, String reason) {
            outcome(this.id + " unknown " + taskId + " " + reason);
        }
    }
}
