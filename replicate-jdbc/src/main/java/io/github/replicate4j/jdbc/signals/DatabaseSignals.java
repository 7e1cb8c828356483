/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notifies waits of this instance of completions that other instances have received. While this instance waits, one query per
 * interval looks for them in the stored inbox; for each 500 waits, there is one more. Without waits, there are no queries.
 *
 * <p>{@linkplain #withPostgresNotifications With notifications of PostgreSQL}, a wait is notified immediately. Each wait is then
 * looked up once when it has started, and again every 5 seconds, because notifications can be lost.
 *
 * <p>The inbox must keep payloads for some intervals; see
 * {@link io.github.replicate4j.jdbc.inbox.InboxSettings#payloadRetention()}. A wait that is not notified polls Replicate, so a
 * missing notification costs time only.
 *
 * @since 0.1.0
 */
public final class DatabaseSignals implements AutoCloseable {

    /** Default interval between two queries. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    private static final Log logger = LogFactory.getLog(DatabaseSignals.class);

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Number of intervals after which all waits are looked up, although notifications are received. */
    private static final int INTERVALS_WITH_NOTIFICATIONS = 5;

    private final StoredCompletions completions;

    private final Supplier<Set<String>> awaited;

    private final Duration interval;

    private final @Nullable PostgresNotifications notifications;

    private final DatabaseOutage outage =
            new DatabaseOutage(logger, "Waits are not notified of completions that other instances have received");

    private final Thread thread = new DaemonThreads("replicate-signals-").newThread(this::run);

    private final CountDownLatch closed = new CountDownLatch(1);

    /** Set by the thread that receives notifications. */
    private volatile boolean notificationsMissed = true;

    /** The waits of the latest interval. Used by the thread of this instance only, as is the next field. */
    private Set<String> lookedUp = Set.of();

    private int intervalsSinceAll;

    /**
     * Create signals, which do nothing before {@link #start()}.
     *
     * @param database the database of the stored inbox
     * @param signals signals that are shared with the clients of this instance
     * @param awaited returns the ids of tasks that this instance waits for
     * @param interval time between two queries, at least 100 milliseconds, with a jitter of 20 %
     * @throws IllegalArgumentException if the interval is too short
     */
    public DatabaseSignals(
            SharedDatabase database, CompletionSignals signals, Supplier<Set<String>> awaited, Duration interval) {
        this(database, signals, awaited, interval, null);
    }

    private DatabaseSignals(
            SharedDatabase database,
            CompletionSignals signals,
            Supplier<Set<String>> awaited,
            Duration interval,
            @Nullable PostgresNotifications notifications) {
        this.completions =
                new StoredCompletions(Arguments.notNull("database", database), Arguments.notNull("signals", signals));
        this.awaited = Arguments.notNull("awaited", awaited);
        this.interval = Arguments.atLeast("signals interval", interval, MIN_INTERVAL);
        this.notifications = notifications;
    }

    /**
     * Create signals that also use notifications of PostgreSQL: an instance {@linkplain #stored reports} that it has stored a
     * completion, and all others are notified of it. This needs one connection of the {@code DataSource} permanently. The
     * connection must not be shared with other sessions by a proxy such as PgBouncer in transaction mode; if notifications do not
     * arrive, these signals work like those without.
     *
     * @param database the database of the stored inbox
     * @param signals signals that are shared with the clients of this instance
     * @param awaited returns the ids of tasks that this instance waits for
     * @param interval time between two queries for new waits, at least 100 milliseconds, with a jitter of 20 %
     * @return the signals, which do nothing before {@link #start()}
     * @throws IllegalArgumentException if the database is not PostgreSQL with the driver {@code org.postgresql}, or if the interval
     *     is too short
     */
    public static DatabaseSignals withPostgresNotifications(
            SharedDatabase database, CompletionSignals signals, Supplier<Set<String>> awaited, Duration interval) {
        return new DatabaseSignals(
                database,
                signals,
                awaited,
                interval,
                PostgresNotifications.of(Arguments.notNull("database", database)));
    }

    /**
     * Start to notify waits. This returns immediately.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        this.thread.start();
        if (this.notifications != null) {
            this.notifications.start(this::notified, () -> this.notificationsMissed = true);
        }
    }

    /**
     * Report that this instance has stored a completion, after its commit. With notifications of PostgreSQL, this notifies other
     * instances within a twentieth of a second. Otherwise, it has no effect, because they query the database. This does not block.
     *
     * @param taskId id of the completed task
     */
    public void stored(String taskId) {
        if (this.notifications != null) {
            this.notifications.send(taskId);
        }
    }

    /** Return whether notifications arrive, so that queries are only needed for those that are lost. */
    boolean receivesNotifications() {
        return this.notifications != null && this.notifications.areReceived();
    }

    private void notified(Set<String> taskIds) {
        Set<String> ids = new HashSet<>(taskIds);
        ids.retainAll(this.awaited.get());
        try {
            this.completions.signal(ids);
        } catch (RuntimeException ex) {
            this.notificationsMissed = true;
            this.outage.failed(ex);
        }
    }

    private void run() {
        Duration pause = this.interval;
        while (!isClosed(pause)) {
            try {
                notifyWaits();
                pause = DatabaseOutage.jitter(this.interval);
            } catch (Throwable ex) {
                this.notificationsMissed = true;
                this.outage.failed(ex);
                pause = this.outage.nextDelay();
            }
        }
    }

    private boolean isClosed(Duration pause) {
        try {
            return this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            return true;
        }
    }

    private void notifyWaits() {
        boolean all = isLookUpOfAllDue();
        Set<String> waits = this.awaited.get();
        Set<String> ids = new HashSet<>(waits);
        if (!all) {
            ids.removeAll(this.lookedUp);
        }
        this.completions.signal(ids);
        this.lookedUp = waits;
        if (!ids.isEmpty()) {
            this.outage.recovered();
        }
    }

    private boolean isLookUpOfAllDue() {
        boolean missed = this.notificationsMissed;
        this.notificationsMissed = false;
        this.intervalsSinceAll++;
        if (missed || !receivesNotifications() || this.intervalsSinceAll >= INTERVALS_WITH_NOTIFICATIONS) {
            this.intervalsSinceAll = 0;
            return true;
        }
        return false;
    }

    /** Stop notifying waits. */
    @Override
    public void close() {
        this.closed.countDown();
        if (this.notifications != null) {
            this.notifications.close();
        }
        try {
            this.thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
