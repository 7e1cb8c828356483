/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.Shutdown;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.internal.journal.Renewals;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Settles the creates of a journal: it finds completions that no webhook has reported and tasks of creates whose response was
 * lost, and handles the tasks of processes that have ended. It runs on every instance. There is no leader: each run claims due rows
 * for a limited time, so instances share the work.
 *
 * <p>Completions are stored in the inbox with the key of their webhook, so each of them is published once. Many tasks share one
 * request for a page of {@code predictions.list}. Of up to 50 predictions in each run, the completed prediction is read with
 * {@code predictions.get}, because lists may have no logs. The events of further ones may have none, see
 * {@link io.github.replicate4j.predictions.Prediction#hasLogs()}.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Reconciler implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Reconciler.class);

    private static final int MAX_FULL_READS = 50;

    private static final int MAX_ROWS = 1_000;

    /** Longer than a few requests take. Rows that are not checked yet are renewed. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final Duration AFTER_SHORTENED_LEASES = StartupChecks.LEASE_OF_OTHERS.plusSeconds(1);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

    private static final int PURGE_BATCH = 1_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration RENEWAL_CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final OpenJournal journal;

    private final Duration retention;

    private final ReconcilerSettings settings;

    private final JournalClaims claims;

    private final TaskReader reader;

    private final RunningRows running;

    private final SendingRows sending;

    private final ReconcileCounts totals = new ReconcileCounts();

    /** Tasks that have failed the last time. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** One thread for each task that can take long, and one for outcomes: two runs, and a deletion. */
    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(4, new DaemonThreads("replicate-reconciler-"));

    /** Renewals must not be delayed by anything else. */
    private final ScheduledExecutorService renewals =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("replicate-journal-renewals-"));

    private Reconciler(
            JdbcCreateJournal journal, Replicate client, StoredWebhookInbox inbox, ReconcilerSettings settings) {
        this.journal = OpenJournal.of(journal);
        this.retention = journal.settings().retention();
        this.settings = settings;
        this.claims = new JournalClaims(this.journal.table());
        this.reader = new TaskReader(client, this.scheduler::isShutdown);
        this.running = new RunningRows(journal, this.claims, this.reader, new CompletionStore(inbox), settings);
        this.sending = new SendingRows(this.journal.table(), this.claims, this.reader, settings);
        this.scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Create a reconciler, which does nothing before {@link #start()}.
     *
     * @param journal the journal
     * @param client client of the account whose creates the journal contains
     * @param inbox stores completions
     * @param settings settings of the reconciler
     * @return the reconciler
     */
    public static Reconciler of(
            JdbcCreateJournal journal, Replicate client, StoredWebhookInbox inbox, ReconcilerSettings settings) {
        return new Reconciler(
                Arguments.notNull("journal", journal),
                Arguments.notNull("client", client),
                Arguments.notNull("inbox", inbox),
                Arguments.notNull("settings", settings));
    }

    /**
     * Start: the first run is made immediately. A second one follows 21 seconds later, for the creates of instances that have
     * ended shortly before.
     */
    public void start() {
        this.renewals.scheduleWithFixedDelay(
                () -> attempt("renew its rows", this.journal::renew),
                0,
                Renewals.INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        this.scheduler.scheduleWithFixedDelay(
                () -> attempt("record outcomes", this.journal::retryUpdates),
                0,
                RETRY_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        this.scheduler.scheduleWithFixedDelay(
                () -> attempt("delete settled creates", this::purge),
                randomized(PURGE_INTERVAL.dividedBy(2)),
                PURGE_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        StartupChecks checks = new StartupChecks(this.journal.table());
        this.scheduler.execute(() -> {
            attempt("find the creates of ended instances", checks::shortenLeases);
            attempt("find missed completions", checks::checkRunningCreates);
            runAndSchedule();
        });
        this.scheduler.schedule(
                () -> attempt("reconcile", this::reconcile), AFTER_SHORTENED_LEASES.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void runAndSchedule() {
        attempt("reconcile", this::reconcile);
        if (!this.scheduler.isShutdown()) {
            this.scheduler.schedule(this::runAndSchedule, randomized(this.settings.interval()), TimeUnit.MILLISECONDS);
        }
    }

    /** Instances that were started together must not remain in step. */
    private static long randomized(Duration interval) {
        return (long) (interval.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            this.failing.remove(what);
        } catch (Throwable ex) {
            // An error must not end the schedule. One warning for each outage.
            if (!this.scheduler.isShutdown() && this.failing.add(what)) {
                logger.warn("The journal could not " + what + "; retrying: " + Redaction.of(String.valueOf(ex)));
            }
            logger.debug("The journal could not " + what, ex);
        }
    }

    /**
     * Make one run, in addition to those that are scheduled: settle all creates that are due.
     *
     * @return what was settled
     * @throws RuntimeException if the database or Replicate is not available, or this is closed meanwhile. Creates that were not
     *     settled become due again
     */
    public ReconcileResult reconcile() {
        CompletionLookup lookup = new CompletionLookup(this.reader, MAX_FULL_READS);
        ReconcileCounts counts = new ReconcileCounts();
        try {
            reconcile(CreateState.SENDING, counts, rows -> this.sending.search(rows, counts));
            reconcile(CreateState.RUNNING, counts, rows -> this.running.check(rows, lookup, counts));
            return counts.result();
        } finally {
            this.totals.add(counts.result());
        }
    }

    /**
     * Return what this reconciler has settled in all its runs, including those that have failed.
     *
     * @return the sum of the results
     */
    public ReconcileResult totals() {
        return this.totals.result();
    }

    private void reconcile(CreateState state, ReconcileCounts counts, Consumer<ClaimedRows> check) {
        int claimed = MAX_ROWS;
        while (claimed == MAX_ROWS) {
            List<JournalRow> rows = claim(state);
            claimed = rows.size();
            ClaimedRows open = new ClaimedRows(this.claims, rows, LEASE, this.settings.maxAge(), counts);
            try {
                check.accept(open);
            } finally {
                open.release();
            }
        }
    }

    private List<JournalRow> claim(CreateState state) {
        boolean orphans = this.journal.hasRenewedFor(this.settings.orphanDelay());
        return this.scheduler.isShutdown() ? List.of() : this.claims.claim(state, orphans, MAX_ROWS, LEASE);
    }

    /**
     * Delete settled creates that are older than the retention, in addition to the hourly deletion.
     */
    public void purge() {
        while (!this.scheduler.isShutdown() && this.journal.table().purge(this.retention, PURGE_BATCH) == PURGE_BATCH) {
            logger.debug("Deleted " + PURGE_BATCH + " settled creates");
        }
    }

    /**
     * Stop. A run in progress ends before its next request. This waits for it for up to 10 seconds, and then interrupts it.
     * Rows of this instance are renewed until then, and outcomes that could not be recorded are recorded once more.
     */
    @Override
    public void close() {
        Shutdown.close(
                this.scheduler,
                CLOSE_TIMEOUT,
                () -> logger.warn("A run of the journal is still in progress, and is interrupted"));
        attempt("record outcomes", this.journal::retryUpdates);
        Shutdown.close(
                this.renewals,
                RENEWAL_CLOSE_TIMEOUT,
                () -> logger.debug("A renewal of the journal takes too long, and is interrupted"));
    }
}
