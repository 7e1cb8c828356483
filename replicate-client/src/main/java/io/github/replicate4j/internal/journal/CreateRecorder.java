/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.internal.transport.InFlightTracker;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Records the creates of a client in its journal, if it has one. */
public final class CreateRecorder {

    private static final Log logger = LogFactory.getLog(CreateRecorder.class);

    private final @Nullable CreateJournal journal;

    private final JournalThreads threads;

    /**
     * Create a recorder.
     *
     * @param journal the journal, or {@code null} for none
     * @param inFlight lets the client wait for the journal when it closes
     */
    public CreateRecorder(@Nullable CreateJournal journal, InFlightTracker inFlight) {
        this.journal = journal;
        this.threads = new JournalThreads(inFlight);
    }

    /**
     * Begin an entry, if there is a journal, and then send the create. If the entry cannot be begun, the call fails and nothing is
     * sent.
     *
     * @param create describes the create
     * @param request sends the create, with its entry if there is a journal. It is called once, in this case on a thread for
     *     blocking calls
     */
    public <T extends LongRunningTask> Mono<T> record(
            Supplier<JournaledCreate> create, Function<@Nullable RecordedCreate<T>, Mono<T>> request) {
        CreateJournal journal = this.journal;
        return journal == null
                ? request.apply(null)
                : new BegunCreate<T>(journal, create.get(), this.threads).flatMap(begun -> send(begun, request));
    }

    /** Send a create that has an entry already. */
    public <T extends LongRunningTask> Mono<T> resume(
            CreateJournal.Entry entry, Function<RecordedCreate<T>, Mono<T>> request) {
        return Mono.defer(() -> send(new RecordedCreate<>(entry, entry.id(), this.threads), request));
    }

    /** Return whether the client has a journal. */
    public boolean isEnabled() {
        return this.journal != null;
    }

    /** Record that the caller of a run no longer waits for its task. */
    public void finished(LongRunningTask task) {
        CreateJournal journal = this.journal;
        if (journal != null) {
            this.threads.record(() -> {
                try {
                    journal.finished(task);
                } catch (Throwable ex) {
                    // Failures of a database can contain the values of the statement.
                    logger.warn("The completion of the run of " + Redaction.of(task.id())
                            + " could not be recorded in the journal: " + Redaction.of(String.valueOf(ex)));
                    logger.debug("Failure of the journal", ex);
                }
            });
        }
    }

    private static <T extends LongRunningTask> Mono<T> send(
            RecordedCreate<T> create, Function<? super RecordedCreate<T>, Mono<T>> request) {
        return ApplicationErrors.defer(() -> request.apply(create)).doOnError(create::failed);
    }
}
