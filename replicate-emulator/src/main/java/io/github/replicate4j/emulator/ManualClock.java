/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator;

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

/** A clock that stands still until it is moved on. */
final class ManualClock implements EmulatorClock {

    /** Held while time moves on, so that two threads moving it do so one after the other. */
    private final ReentrantLock advancing = new ReentrantLock();

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::sequence));
    private final Set<CompletableFuture<?>> holds = new HashSet<>();
    private final Duration patience;
    private Instant now;
    private long scheduled;

    ManualClock(Instant start) {
        this(start, Duration.ofSeconds(5));
    }

    /** Creates a clock that waits so long, in real time, for what goes on elsewhere. */
    ManualClock(Instant start, Duration patience) {
        this.now = start;
        this.patience = patience;
    }

    @Override
    public synchronized Instant now() {
        return this.now;
    }

    @Override
    public synchronized Timer schedule(Runnable action, Duration delay) {
        Instant due = delay.isNegative() ? this.now : this.now.plus(delay);
        Task task = new Task(due, this.scheduled++, action);
        this.tasks.add(task);
        return () -> remove(task);
    }

    @Override
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back by " + time.negated());
        }
        if (this.advancing.isHeldByCurrentThread()) {
            throw new IllegalStateException("A task of the clock cannot move the clock on");
        }
        this.advancing.lock();
        try {
            Instant target = now().plus(time);
            do {
                do {
                    runWhatIsDue();
                } while (waitForHolds());
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
        done.whenComplete((nothing, error) -> forget(done));
    }

    private synchronized void forget(CompletableFuture<?> done) {
        this.holds.remove(done);
    }

    private void runWhatIsDue() {
        for (Task task = takeDue(); task != null; task = takeDue()) {
            task.action().run();
        }
    }

    private synchronized @Nullable Task takeDue() {
        Task next = this.tasks.peek();
        return next == null || next.due().isAfter(this.now) ? null : this.tasks.poll();
    }

    /** Waits for what goes on elsewhere, and returns whether there was anything. */
    private boolean waitForHolds() {
        List<CompletableFuture<?>> goingOn;
        synchronized (this) {
            goingOn = List.copyOf(this.holds);
            this.holds.clear();
        }
        try {
            CompletableFuture.allOf(goingOn.toArray(CompletableFuture[]::new))
                    .get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Time moves on all the same.
        }
        return !goingOn.isEmpty();
    }

    /** Moves to the next task, or to the target if there is none before; returns false if there is nothing left to do. */
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

    /** How many tasks have not run yet. */
    synchronized int planned() {
        return this.tasks.size();
    }

    private synchronized void remove(Task task) {
        this.tasks.remove(task);
    }

    private record Task(Instant due, long sequence, Runnable action) {}
}
