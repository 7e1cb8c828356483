/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.Shutdown;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Renews the leases of completions while this instance downloads their files. */
final class Leases {

    private static final Log logger = LogFactory.getLog(Leases.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final InboxTable table;

    private final Duration lease;

    private final Duration maxSilence;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("replicate-inbox-lease-"));

    /**
     * Create an instance.
     *
     * @param maxSilence time without progress after which a lease is no longer renewed
     */
    Leases(InboxTable table, Duration lease, Duration maxSilence) {
        this.table = table;
        this.lease = lease;
        this.maxSilence = maxSilence;
        this.thread.setRemoveOnCancelPolicy(true);
    }

    /** Renew the lease three times in its duration, until the result is closed. */
    Lease renew(Claim claim) {
        return new Lease(claim);
    }

    /** Return the time after which a lease expires if it is not renewed. */
    Duration duration() {
        return this.lease;
    }

    /** Renew no more leases, and wait for a renewal that is running. */
    void close() {
        Shutdown.close(
                this.thread,
                CLOSE_TIMEOUT,
                () -> logger.debug("The renewal of a lease takes too long, and is interrupted"));
    }

    /** A lease that is renewed. */
    final class Lease implements AutoCloseable {

        private final Claim claim;

        private final ScheduledFuture<?> renewal;

        private volatile boolean lost;

        private volatile long progressAt = System.nanoTime();

        private boolean closed;

        private Lease(Claim claim) {
            this.claim = claim;
            long interval = Leases.this.lease.toMillis() / 3;
            this.renewal =
                    Leases.this.thread.scheduleWithFixedDelay(this::renew, interval, interval, TimeUnit.MILLISECONDS);
        }

        private synchronized void renew() {
            if (this.closed) {
                return;
            }
            if (System.nanoTime() - this.progressAt > Leases.this.maxSilence.toNanos()) {
                logger.warn(FailedAttempts.description(this.claim)
                        + " is no longer reserved, because neither the download nor"
                        + " the OutputStore has made progress for " + Leases.this.maxSilence.toSeconds()
                        + " s. It is attempted again. Set timeouts for the client that the store uses");
                this.lost = true;
                close();
                return;
            }
            try {
                lost(!Leases.this.table.renew(this.claim, Leases.this.lease));
            } catch (RuntimeException ex) {
                // If the lease expires meanwhile, another instance may reserve the completion, and the next statement
                // fails.
                logger.debug("A lease could not be renewed", ex);
            }
        }

        /** Report whether a statement has found that the completion is no longer reserved. */
        void lost(boolean lost) {
            this.lost |= lost;
        }

        /** Report progress, and return whether the completion is still reserved. */
        boolean isHeld() {
            this.progressAt = System.nanoTime();
            return !this.lost;
        }

        /** Stop renewing the lease, and wait for a renewal that is running: it would change what the next statement stores. */
        @Override
        public synchronized void close() {
            this.closed = true;
            this.renewal.cancel(false);
        }
    }
}
