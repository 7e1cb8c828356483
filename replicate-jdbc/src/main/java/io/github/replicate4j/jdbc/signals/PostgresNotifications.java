/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.SharedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;

/** Notifications of stored completions between instances that share a database of PostgreSQL. They can be lost. */
final class PostgresNotifications implements AutoCloseable {

    private static final String DRIVER_CONNECTION = "org.postgresql.PGConnection";

    private final NotificationSender sender;

    private final NotificationListener listener;

    private PostgresNotifications(SharedDatabase database) {
        String channel = database.table("completions");
        this.sender = new NotificationSender(database, channel);
        this.listener = new NotificationListener(database.dataSource(), channel, this.sender::probe);
    }

    /**
     * Create notifications. This opens a connection.
     *
     * @throws IllegalArgumentException if the database or its driver does not support them
     * @throws IllegalStateException if the database is not available
     */
    static PostgresNotifications of(SharedDatabase database) {
        if (database.dialect() != JdbcDialect.POSTGRESQL) {
            throw new IllegalArgumentException(
                    "notifications need PostgreSQL, but the database is " + database.dialect());
        }
        if (!isDriverSupported(database.dataSource())) {
            throw new IllegalArgumentException(
                    "notifications need the driver org.postgresql, and a DataSource whose connections can be unwrapped to it");
        }
        return new PostgresNotifications(database);
    }

    private static boolean isDriverSupported(DataSource dataSource) {
        if (!ClassUtils.isPresent(DRIVER_CONNECTION, PostgresNotifications.class.getClassLoader())) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            return NotificationListener.canListen(connection);
        } catch (SQLException ex) {
            throw new IllegalStateException("The driver of the database could not be determined", ex);
        }
    }

    /**
     * Start to send and to receive notifications.
     *
     * @param received accepts the ids of completed tasks
     * @param missed called when notifications may have been missed
     */
    void start(Consumer<Set<String>> received, Runnable missed) {
        this.sender.start();
        this.listener.start(received, missed);
    }

    /** Send a notification soon. This does not block. */
    void send(String taskId) {
        this.sender.send(taskId);
    }

    /** Return whether notifications arrive, as far as it is known. */
    boolean areReceived() {
        return this.listener.isReceiving();
    }

    @Override
    public void close() {
        this.listener.close();
        this.sender.close();
    }
}
