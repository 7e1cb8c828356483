/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Receives notifications of PostgreSQL on a connection of its own, and connects again when that is broken. Of the driver, only this
 * class uses more than JDBC.
 */
final class NotificationListener implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(NotificationListener.class);

    /** Limits the time for which {@link #close()} waits. */
    private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration VALIDATION_INTERVAL = Duration.ofSeconds(15);

    private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(5);

    /** Time after which a notification that this instance has sent to all must have arrived. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final DataSource dataSource;

    private final String channel;

    private final Runnable probe;

    private final CountDownLatch closed = new CountDownLatch(1);

    private final DatabaseOutage outage =
            new DatabaseOutage(logger, "Waits are notified of completions on other instances by queries only");

    private volatile boolean receiving;

    private boolean warned;

    private @Nullable Thread thread;

    /**
     * Create a listener.
     *
     * @param probe sends a notification on another connection
     */
    NotificationListener(DataSource dataSource, String channel, Runnable probe) {
        this.dataSource = dataSource;
        this.channel = channel;
        this.probe = probe;
    }

    static boolean canListen(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    /**
     * Start to listen.
     *
     * @param received accepts the ids of completed tasks
     * @param connected called for each new connection, before which notifications may have been missed
     */
    void start(Consumer<Set<String>> received, Runnable connected) {
        this.thread = new DaemonThreads("replicate-notifications-").newThread(() -> run(received, connected));
        this.thread.start();
    }

    /** Return whether a notification has arrived on the current connection. */
    boolean isReceiving() {
        return this.receiving;
    }

    private void run(Consumer<Set<String>> received, Runnable connected) {
        while (this.closed.getCount() > 0) {
            try (Connection connection = this.dataSource.getConnection()) {
                try {
                    listen(connection, received, connected);
                } finally {
                    this.receiving = false;
                    release(connection);
                }
            } catch (SQLException | RuntimeException ex) {
                if (this.closed.getCount() > 0) {
                    this.outage.failed(ex);
                    pause(this.outage.nextDelay());
                }
            }
        }
    }

    private void listen(Connection connection, Consumer<Set<String>> received, Runnable connected) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        execute(connection, "listen \"" + this.channel + "\"");
        this.outage.recovered();
        this.probe.run();
        long connectedAt = System.nanoTime();
        long validatedAt = connectedAt;
        PGConnection notifications = connection.unwrap(PGConnection.class);
        while (this.closed.getCount() > 0) {
            PGNotification[] batch = notifications.getNotifications((int) RECEIVE_TIMEOUT.toMillis());
            if (batch != null && batch.length > 0) {
                if (!this.receiving) {
                    this.receiving = true;
                    connected.run();
                }
                validatedAt = System.nanoTime();
                accept(batch, received);
            } else if (isOver(VALIDATION_INTERVAL, validatedAt)) {
                validate(connection);
                validatedAt = System.nanoTime();
            }
            warnIfNothingIsReceived(connectedAt);
        }
    }

    private void accept(PGNotification[] batch, Consumer<Set<String>> received) {
        Set<String> ids = new HashSet<>();
        for (PGNotification notification : batch) {
            if (notification.getName().equals(this.channel)) {
                ids.addAll(List.of(notification.getParameter().split(NotificationSender.SEPARATOR)));
            }
        }
        ids.remove("");
        if (!ids.isEmpty()) {
            received.accept(ids);
        }
    }

    private static void validate(Connection connection) throws SQLException {
        if (!connection.isValid((int) VALIDATION_TIMEOUT.toSeconds())) {
            throw new SQLNonTransientConnectionException("The connection that receives notifications is broken");
        }
    }

    /** A pool in front of the database may execute each statement on another connection. */
    private void warnIfNothingIsReceived(long connectedAt) {
        if (!this.receiving && !this.warned && isOver(PROBE_TIMEOUT, connectedAt)) {
            this.warned = true;
            logger.warn(
                    "Notifications of PostgreSQL do not arrive, so the database is queried for completions each second."
                            + " They need a session of their own, which PgBouncer in transaction mode does not provide");
        }
    }

    private static boolean isOver(Duration time, long since) {
        return System.nanoTime() - since > time.toNanos();
    }

    /** A connection of a pool must not receive notifications when it is used by others. */
    private void release(Connection connection) throws SQLException {
        try {
            execute(connection, "unlisten *");
        } catch (SQLException ex) {
            connection.abort(Runnable::run);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void pause(Duration delay) {
        try {
            this.closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        this.closed.countDown();
        // Wakes up the thread.
        this.probe.run();
        Thread thread = this.thread;
        if (thread != null) {
            try {
                thread.join(CLOSE_TIMEOUT.toMillis());
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
