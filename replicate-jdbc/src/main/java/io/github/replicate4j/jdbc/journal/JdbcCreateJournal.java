/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.RecentOutage;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Journal of creates in a database that the instances of an application share. Each create is one row, which is committed before
 * the request is sent; see {@link CreateState} for the states of a row.
 *
 * <p>A {@code Reconciler} has to run on each instance that uses the journal. It renews the rows of its instance, and settles
 * those of instances that have ended.
 *
 * <p>Which completions are published: the caller of a run gets the value, so its completion needs no event. It is published only
 * if a webhook reports it. The completions of all other creates are published once: by their webhook, or if it does not arrive
 * or none was requested, by the reconciler.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class JdbcCreateJournal implements CreateJournal {

    private static final Log logger = LogFactory.getLog(JdbcCreateJournal.class);

    private static final int MAX_CLIENT_LENGTH = 100;

    private final OpenJournal open;

    private final JournalSettings settings;

    private final AtomicBoolean failing = new AtomicBoolean();

    private final RecentOutage outage = new RecentOutage();

    private final JournalReports reports;

    static {
        OpenJournal.setAccess(journal -> ((JdbcCreateJournal) journal).open);
    }

    private JdbcCreateJournal(JournalTable table, JournalSettings settings) {
        this.open = new OpenJournal(table, settings.webhookGrace());
        this.settings = settings;
        this.reports = new JournalReports(table);
    }

    /**
     * Create a journal.
     *
     * @param database database with the table {@code journal}
     * @param client name of the client whose creates are recorded, at most 100 characters. Clients of different accounts need
     *     different names. The name must remain the same when the application is restarted
     * @param settings settings of the journal
     * @return the journal
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static JdbcCreateJournal of(SharedDatabase database, String client, JournalSettings settings) {
        Arguments.notNull("database", database);
        if (Arguments.notBlank("client", client).length() > MAX_CLIENT_LENGTH) {
            throw new IllegalArgumentException("client must have at most " + MAX_CLIENT_LENGTH + " characters");
        }
        return new JdbcCreateJournal(new JournalTable(database, client), Arguments.notNull("settings", settings));
    }

    /**
     * Create a journal with the default settings, as {@link #of(SharedDatabase, String, JournalSettings)}.
     *
     * @param database database with the table {@code journal}
     * @param client name of the client whose creates are recorded
     * @return the journal
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static JdbcCreateJournal of(SharedDatabase database, String client) {
        return of(database, client, JournalSettings.DEFAULT);
    }

    @Override
    public Entry begin(JournaledCreate create) {
        String id = table().newId();
        try {
            this.outage.check();
            Entry entry = this.open.begin(id, create);
            this.failing.set(false);
            return entry;
        } catch (RuntimeException ex) {
            this.outage.failed(ex);
            if (this.settings.required()) {
                throw ex;
            }
            if (!this.failing.getAndSet(true)) {
                // Failures of a database can contain the values of the statement.
                logger.warn("Creates are sent without a record because the journal is not available: "
                        + Redaction.of(String.valueOf(ex)));
                logger.debug("Failure of the journal", ex);
            }
            return new UnrecordedEntry(id);
        }
    }

    @Override
    public void finished(LongRunningTask task) {
        table().inProgress().finishRun(task.id());
        this.open.update(() -> table().finished(task), () -> {});
    }

    /**
     * Record the completion of a task, as part of the transaction of the caller if there is one. The completion must be stored
     * before, or in the same transaction.
     *
     * @param taskId id of the task
     * @param status terminal status of the task
     * @param entryId id of the entry in the body of the task, or {@code null} if it contains none. It must not come from an
     *     unsigned part of a request
     * @return whether this call has completed a create of the journal
     */
    public boolean completed(String taskId, @Nullable String status, @Nullable String entryId) {
        return table().completed(taskId, status, entryId);
    }

    /**
     * Return the number of creates that are not settled. This executes one query, which reads no settled creates.
     *
     * @return the statistics, for the client of this journal
     */
    public JournalStatistics statistics() {
        return this.reports.statistics();
    }

    /**
     * Return the number of creates by their state, including settled ones that were not deleted yet. This executes one query,
     * which reads the whole journal.
     *
     * @return the number of creates in each state that occurs, for the client of this journal
     */
    public Map<CreateState, Long> countsByState() {
        return this.reports.countsByState();
    }

    /**
     * Return the settings.
     *
     * @return the settings
     */
    public JournalSettings settings() {
        return this.settings;
    }

    JournalTable table() {
        return this.open.table();
    }
}
