/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that a test advances manually.
 */
final class ManualClock implements EmulatorClock {

    /** Held while the clock advances, so that concurrent calls run one after the other. */
    private final ReentrantLock advancing = new ReentrantLock();

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::sequence));

    private final Set<CompletableFuture<?>> holds = new HashSet<>();

    private final Duration maxHold;

    private Instant now;

    private long nextSequence;

    ManualClock(Instant start) {
        this(start, Duration.ofSeconds(5));
    }

    /**
     * Create a clock.
     *
     * @param maxHold how long a future may stop the clock, in real time
     */
    ManualClock(Instant start, Duration maxHold) {
        this.now = start;
        this.maxHold = maxHold;
    }

    @Override
    public synchronized Instant now() {
        return this.now;
    }

    @Override
    public synchronized Timer schedule(Runnable action, Duration delay) {
        Instant due = delay.isNegative() ? this.now : this.now.plus(delay);
        Task task = new Task(due, this.nextSequence++, action);
        this.tasks.add(task);
        return () -> remove(task);
    }

    @Override
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A clock cannot go back, but the duration is " + time);
        }
        if (this.advancing.isHeldByCurrentThread()) {
            throw new IllegalStateException("A task of the clock cannot advance the clock");
        }
        this.advancing.lock();
        try {
            Instant target = now().plus(time);
            do {
                do {
                    runDueTasks();
                } while (awaitHolds());
            } while (moveTowards(target));
        } finally {
            this.advancing.unlock();
        }
    }

    @Override
    public void holdUntil(CompletableFuture<?> done) {
        synchronized (this) {
            this.holds.add(done);
        }
        done.whenComplete((nothing, error) -> release(done));
    }

    private synchronized void release(CompletableFuture<?> done) {
        this.holds.remove(done);
    }

    private void runDueTasks() {
        for (Task task = takeDue(); task != null; task = takeDue()) {
            task.action().run();
        }
    }

    private synchronized @Nullable Task takeDue() {
        Task next = this.tasks.peek();
        return next == null || next.due().isAfter(this.now) ? null : this.tasks.poll();
    }

    /** Wait for the registered futures, and return whether there were any. */
    private boolean awaitHolds() {
        List<CompletableFuture<?>> pending;
        synchronized (this) {
            pending = List.copyOf(this.holds);
            this.holds.clear();
        }
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                    .get(this.maxHold.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException ex) {
            // The clock advances anyway.
        }
        return !pending.isEmpty();
    }

    /** Move to the next task, or to the target if no task is due before it, and return whether there may be more to do. */
    private synchronized boolean moveTowards(Instant target) {
        Task next = this.tasks.peek();
        if (next != null && !next.due().isAfter(target)) {
            this.now = next.due().isAfter(this.now) ? next.due() : this.now;
            return true;
        }
        boolean moved = target.isAfter(this.now);
        this.now = target;
        return moved;
    }

    synchronized int scheduledTasks() {
        return this.tasks.size();
    }

    private synchronized void remove(Task task) {
        this.tasks.remove(task);
    }

    private record Task(Instant due, long sequence, Runnable action) {}
}
