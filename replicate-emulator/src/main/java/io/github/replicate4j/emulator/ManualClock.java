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
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is moved on. */
final class ManualClock implements EmulatorClock {

    /** Held while time moves on, so that two threads moving it do so one after the other. */
    private final ReentrantLock advancing = new ReentrantLock();

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::sequence));
    private Instant now;
    private long scheduled;

    ManualClock(Instant start) {
        this.now = start;
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
            for (Task task = nextUntil(target); task != null; task = nextUntil(target)) {
                task.action().run();
            }
        } finally {
            this.advancing.unlock();
        }
    }

    /** Takes the next task due, and moves to its time; moves to the target when there is none. */
    private synchronized @Nullable Task nextUntil(Instant target) {
        Task next = this.tasks.peek();
        if (next == null || next.due().isAfter(target)) {
            this.now = target;
            return null;
        }
        this.tasks.remove();
        if (next.due().isAfter(this.now)) {
            this.now = next.due();
        }
        return next;
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
