/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.journal.Fingerprint;
import io.github.replicate4j.internal.journal.JournalEntries;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the list of the account has shown a create of the journal in a way in which a missing one would have been recognized:
 * with the id of its entry, or with an unchanged input. Only then can a create be concluded to be missing.
 */
final class ListPresence {

    private static final Duration PROBED = Duration.ofMinutes(5);

    private final JournalClaims claims;

    private final TaskReader reader;

    private volatile boolean seen;

    ListPresence(JournalClaims claims, TaskReader reader) {
        this.claims = claims;
        this.reader = reader;
    }

    /** Look at the newest known prediction in the list, if no create of the journal was seen before. */
    boolean probe() {
        Instant newest = this.seen ? null : this.claims.newestPrediction();
        if (newest != null) {
            Collection<? extends LongRunningTask> page = this.reader
                    .predictions(newest.minus(PROBED), newest.plusMillis(1))
                    .results();
            see(page, knownInputs(page));
        }
        return this.seen;
    }

    /** Remember whether the tasks of a list contain a recognizable one. */
    void see(Collection<? extends LongRunningTask> tasks, Map<String, String> knownInputs) {
        if (this.seen) {
            return;
        }
        Set<String> entries = new HashSet<>();
        for (LongRunningTask task : tasks) {
            String entry = JournalEntries.id(task);
            if (entry != null) {
                entries.add(entry);
            }
            String known = knownInputs.get(task.id());
            if (known != null && known.equals(fingerprint(task))) {
                this.seen = true;
            }
        }
        this.seen |= !this.claims.knownEntries(entries).isEmpty();
    }

    /** Return the fingerprints of the inputs of those tasks that have a row. */
    Map<String, String> knownInputs(Collection<? extends LongRunningTask> tasks) {
        return new HashMap<>(
                this.claims.knownTasks(tasks.stream().map(LongRunningTask::id).toList()));
    }

    static @Nullable String fingerprint(LongRunningTask task) {
        Map<String, @Nullable Object> input = TaskReader.input(task);
        return input == null ? null : Fingerprint.ofInput(input);
    }
}
