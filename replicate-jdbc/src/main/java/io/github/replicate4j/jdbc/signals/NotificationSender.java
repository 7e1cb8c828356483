/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sends the ids of completed tasks as notifications of PostgreSQL, up to 20 each second, in transactions of their own: PostgreSQL
 * commits transactions with notifications one after the other. All ids that have come in meanwhile share a notification.
 */
final class NotificationSender implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofMillis(50);

    /** Separates the ids. */
    static final String SEPARATOR = "\n";

    private static final Log logger = LogFactory.getLog(NotificationSender.class);

    /** PostgreSQL accepts less than 8,000 bytes. Ids are ASCII; any other character has up to 3 bytes. */
    private static final int MAX_PAYLOAD = 7_900;

    private static final int MAX_QUEUED = 10_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Notification without an id. */
    private static final String PROBE = "";

    private final SharedDatabase database;

    private final String channel;

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>(MAX_QUEUED);

    private final CountDownLatch closed = new CountDownLatch(1);

    private final Thread thread = new DaemonThreads("replicate-notifications-sender-").newThread(this::run);

    private final DatabaseOutage outage =
            new DatabaseOutage(logger, "Other instances are not notified of completions that this one has received");

    NotificationSender(SharedDatabase database, String channel) {
        this.database = database;
        this.channel = channel;
    }

    void start() {
        this.thread.start();
    }

    /** Queue an id. It is discarded if the queue is full, or if it cannot be a part of a notification. */
    void send(String taskId) {
        if (!taskId.contains(SEPARATOR) && length(taskId) < MAX_PAYLOAD) {
            this.queue.offer(taskId);
        }
    }

    /** Send a notification that every listener receives, and that concerns no task. */
    void probe() {
        this.queue.offer(PROBE);
    }

    private void run() {
        try {
            while (this.closed.getCount() > 0) {
                String first = this.queue.take();
                if (this.closed.getCount() > 0) {
                    send(collect(first));
                    this.closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Take as many ids from the queue as fit into one notification. */
    private Set<String> collect(String first) {
        Set<String> ids = new LinkedHashSet<>(Set.of(first));
        int length = length(first);
        String next = this.queue.peek();
        while (next != null && length + length(next) <= MAX_PAYLOAD) {
            ids.add(this.queue.remove());
            length += length(next);
            next = this.queue.peek();
        }
        return ids;
    }

    /** Return an upper bound of the length in bytes, with a separator. */
    private static int length(String id) {
        return 1 + (id.chars().allMatch(character -> character < 128) ? id.length() : 3 * id.length());
    }

    private void send(Set<String> ids) {
        try {
            this.database.alone(() -> this.database
                    .jdbc()
                    .sql("select pg_notify(:channel, :payload)")
                    .param("channel", this.channel)
                    .param("payload", String.join(SEPARATOR, ids))
                    .query((row, index) -> true)
                    .list());
            this.outage.recovered();
        } catch (RuntimeException ex) {
            // Other instances find these completions with a query.
            this.outage.failed(ex);
        }
    }

    @Override
    public void close() {
        this.closed.countDown();
        this.queue.clear();
        probe();
        try {
            this.thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
