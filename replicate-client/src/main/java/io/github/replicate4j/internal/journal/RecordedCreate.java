/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.internal.transport.CreateOutcome;
import io.github.replicate4j.journal.CreateJournal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A create with an entry in the journal. It records the first outcome that is reported. A failure of the journal is logged.
 *
 * @param <T> type of the created tasks
 */
public final class RecordedCreate<T extends LongRunningTask> implements CreateOutcome<T> {

    private static final Log logger = LogFactory.getLog(RecordedCreate.class);

    private final CreateJournal.Entry entry;

    private final String id;

    private final JournalThreads threads;

    private final AtomicBoolean reported = new AtomicBoolean();

    RecordedCreate(CreateJournal.Entry entry, String id, JournalThreads threads) {
        this.entry = entry;
        this.id = id;
        this.threads = threads;
    }

    /** Return the id of the entry. */
    public String id() {
        return this.id;
    }

    @Override
    public void created(T task) {
        report("created", each -> each.created(task));
    }

    @Override
    public void refused(String reason) {
        report("refused", each -> each.refused(reason));
    }

    @Override
    public void unknown(@Nullable String taskId, String reason) {
        report("unknown", each -> each.unknown(taskId, reason));
    }

    /** Record that the request failed before it could be sent, unless another outcome has been reported. */
    public void failed(Throwable failure) {
        refused(Redaction.ofMessage(failure));
    }

    private void report(String outcome, Consumer<CreateJournal.Entry> report) {
        if (this.reported.compareAndSet(false, true)) {
            this.threads.record(() -> record(outcome, report));
        }
    }

    private void record(String outcome, Consumer<CreateJournal.Entry> report) {
        try {
            report.accept(this.entry);
        } catch (Throwable ex) {
            // Failures of a database can contain the values of the statement.
            logger.warn("The outcome '" + outcome + "' of the create with the entry " + this.id
                    + " could not be recorded in the journal: " + Redaction.of(String.valueOf(ex)));
            logger.debug("Failure of the journal", ex);
        }
    }
}
