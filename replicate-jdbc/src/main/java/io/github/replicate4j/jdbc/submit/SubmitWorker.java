/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.internal.support.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Claims queued creates, and sends them on threads of its own. */
final class SubmitWorker {

    private static final Log logger = LogFactory.getLog(SubmitWorker.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** How long the order of creates is kept if the limits do not respond. */
    private static final Duration MAX_ADMISSION_TIME = Duration.ofSeconds(5);

    private final CreateQueue queue;

    private final CreateSender sender;

    private final SubmitSettings settings;

    private final CreateBudget budget;

    private final Semaphore idleSenders;

    private final Semaphore wakeUps = new Semaphore(0);

    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());

    /** Pause because of the limits of the client. */
    private volatile long limitedUntil = System.nanoTime();

    private final AtomicLong releases = new AtomicLong();

    /** Number of creates that did not fit into the limits of the client. */
    private final AtomicLong denials = new AtomicLong();

    private final ExecutorService senders;

    private final Thread dispatcher;

    private volatile boolean closed;

    /** Limits the number of warnings; used by the dispatcher only. */
    private boolean failing;

    SubmitWorker(CreateQueue queue, CreateSender sender, SubmitSettings settings, CreateBudget budget) {
        this.queue = queue;
        this.sender = sender;
        this.settings = settings;
        this.budget = budget;
        this.idleSenders = new Semaphore(settings.workers());
        this.senders = Executors.newFixedThreadPool(settings.workers(), threads("replicate-submit-"));
        this.dispatcher = threads("replicate-submit-dispatcher-").newThread(this::run);
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    void start() {
        this.dispatcher.start();
    }

    /** Look for queued creates now. */
    void wakeUp() {
        if (this.wakeUps.availablePermits() == 0) {
            this.wakeUps.release();
        }
    }

    /** A create of the client has released what it had reserved: queued creates may fit. */
    void released() {
        this.releases.incrementAndGet();
        if (isLimited()) {
            this.limitedUntil = System.nanoTime();
            wakeUp();
        }
    }

    private boolean isLimited() {
        return this.limitedUntil - System.nanoTime() > 0;
    }

    private void run() {
        while (!this.closed) {
            try {
                if (!dispatch()) {
                    long interval = this.settings.pollInterval().toMillis();
                    this.wakeUps.tryAcquire(
                            (long) (interval * ThreadLocalRandom.current().nextDouble(0.8, 1.2)),
                            TimeUnit.MILLISECONDS);
                    this.wakeUps.drainPermits();
                }
            } catch (InterruptedException ex) {
                return;
            }
        }
    }

    /** Claim creates for all idle senders, and return whether there may be more. */
    private boolean dispatch() throws InterruptedException {
        this.idleSenders.acquire();
        if (this.closed) {
            return false;
        }
        int idle = 1 + this.idleSenders.drainPermits();
        int dispatched = 0;
        try {
            List<DurableCreate> claimed = claim(idle);
            this.failing = false;
            long denialsBefore = this.denials.get();
            for (DurableCreate create : claimed) {
                if (this.denials.get() != denialsBefore) {
                    // One before it does not fit.
                    this.queue.giveBack(create);
                } else if (start(create)) {
                    dispatched++;
                }
            }
            return dispatched == idle;
        } catch (Throwable ex) {
            // An error must not end the thread.
            if (!this.closed && !this.failing) {
                this.failing = true;
                logger.warn("Queued creates could not be claimed; retrying: " + Redaction.of(String.valueOf(ex)));
                logger.debug("Cause", ex);
            }
            return false;
        } finally {
            this.idleSenders.release(idle - dispatched);
        }
    }

    private List<DurableCreate> claim(int idle) {
        if (this.closed || isLimited() || this.pausedUntil.get() - System.nanoTime() > 0) {
            return List.of();
        }
        int max = this.settings.maxInFlight();
        int limit = max == 0 ? idle : Math.min(idle, max - this.queue.inFlight());
        if (limit <= 0) {
            return List.of();
        }
        List<DurableCreate> claimed = this.queue.claim(limit);
        int allowed = 0;
        try {
            allowed = allowed(claimed.size(), max);
        } finally {
            if (allowed < claimed.size()) {
                // Random, so that instances that have given back at the same time do not claim at the same time again.
                pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(200, 800)));
                claimed.subList(allowed, claimed.size()).forEach(this.queue::giveBack);
            }
        }
        return claimed.subList(0, allowed);
    }

    private int allowed(int claimed, int max) {
        // Another instance may have claimed at the same time. Both may give back, but together they never exceed the
        // limit.
        int excess = max == 0 || claimed == 0 ? 0 : Math.max(0, this.queue.inFlight() - max);
        int allowed = 0;
        while (allowed < claimed - excess && isWithinBudget()) {
            allowed++;
        }
        return allowed;
    }

    /** Start to send a create, and wait until the limits have admitted it, so that creates are admitted in order. */
    private boolean start(DurableCreate create) throws InterruptedException {
        try {
            CountDownLatch decided = new CountDownLatch(1);
            this.senders.execute(() -> send(create, decided::countDown));
            if (!decided.await(MAX_ADMISSION_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                logger.debug("The limits have not decided yet on the durable create '" + create.key() + "'");
            }
            return true;
        } catch (RejectedExecutionException ex) {
            this.queue.giveBack(create);
            return false;
        }
    }

    private boolean isWithinBudget() {
        try {
            return this.budget.tryAcquire();
        } catch (RuntimeException ex) {
            logger.debug("The budget of creates is not available", ex);
            return true;
        }
    }

    private void send(DurableCreate create, Runnable decided) {
        try {
            if (this.closed) {
                this.queue.giveBack(create);
                return;
            }
            long releasesBefore = this.releases.get();
            pause(this.sender.send(create, decided), releasesBefore);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (Throwable ex) {
            logger.warn("The outcome of the durable create '" + create.key()
                    + "' could not be recorded; this is repeated later: "
                    + Redaction.ofMessage(ex));
        } finally {
            this.queue.release(create);
            this.idleSenders.release();
            decided.run();
        }
    }

    private void pause(Duration duration) {
        this.pausedUntil.accumulateAndGet(System.nanoTime() + duration.toNanos(), (a, b) -> a - b > 0 ? a : b);
    }

    private void pause(CreateSender.Pause pause, long releasesBefore) {
        if (!pause.limited()) {
            pause(pause.duration());
            return;
        }
        this.denials.incrementAndGet();
        this.limitedUntil = System.nanoTime() + pause.duration().toNanos();
        if (this.releases.get() != releasesBefore) {
            // A create has completed meanwhile.
            this.limitedUntil = System.nanoTime();
            wakeUp();
        }
    }

    /**
     * Send nothing more, and wait for what is being sent. The dispatcher is awaited first, because it may be claiming creates,
     * which it then gives back. It is not interrupted: an interrupt in a statement closes a database in files.
     */
    void close() {
        this.closed = true;
        wakeUp();
        this.idleSenders.release();
        try {
            this.dispatcher.join(CLOSE_TIMEOUT.toMillis());
            this.senders.shutdown();
            if (!this.senders.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                logger.warn("Durable creates were still being sent when they were closed; the reconciler settles them");
                this.senders.shutdownNow();
            }
        } catch (InterruptedException ex) {
            this.senders.shutdown();
            Thread.currentThread().interrupt();
        }
    }
}
