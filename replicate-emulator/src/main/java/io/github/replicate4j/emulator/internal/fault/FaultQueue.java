/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registered faults of one kind. At most one applies to a target: the oldest limited fault that matches, or else the
 * oldest permanent one.
 *
 * @param <T> the type of target
 * @param <F> the type of fault
 */
public final class FaultQueue<T, F> {

    private final List<Entry<T, F>> entries = new ArrayList<>();

    private long lastId;

    /** Check the number of targets of a limited fault. */
    public static void checkTimes(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault must apply at least once, not " + times + " times");
        }
    }

    /**
     * Add a fault, and return its id.
     *
     * @param targets the targets it applies to; empty for all
     * @param times how often it applies; null for an unlimited number of times
     */
    public synchronized long add(F fault, Set<T> targets, @Nullable Integer times) {
        long id = ++this.lastId;
        this.entries.add(new Entry<>(id, fault, targets, times));
        return id;
    }

    /** Return the faults that still apply, oldest first. */
    public synchronized List<Registered<T, F>> all() {
        return this.entries.stream()
                .map(entry -> new Registered<>(entry.id, entry.targets, entry.remaining, entry.fault))
                .toList();
    }

    /** Remove a fault, and return whether it still applied. */
    public synchronized boolean remove(long id) {
        return this.entries.removeIf(entry -> entry.id == id);
    }

    public synchronized void clear() {
        this.entries.clear();
    }

    /** Take the fault that applies to a target. Only faults for all targets apply to null. */
    public synchronized @Nullable F take(@Nullable T target) {
        F permanent = null;
        for (Iterator<Entry<T, F>> iterator = this.entries.iterator(); iterator.hasNext(); ) {
            Entry<T, F> entry = iterator.next();
            if (!entry.appliesTo(target)) {
                continue;
            }
            if (entry.remaining == null) {
                permanent = permanent == null ? entry.fault : permanent;
                continue;
            }
            if (--entry.remaining == 0) {
                iterator.remove();
            }
            return entry.fault;
        }
        return permanent;
    }

    /**
     * A registered fault.
     *
     * @param targets the targets it applies to; empty for all
     * @param remaining how often it still applies; null for an unlimited number of times
     */
    public record Registered<T, F>(
            long id, Set<T> targets, @Nullable Integer remaining, F fault) {}

    private static final class Entry<T, F> {

        private final long id;

        private final F fault;

        private final Set<T> targets;

        private @Nullable Integer remaining;

        Entry(long id, F fault, Set<T> targets, @Nullable Integer remaining) {
            this.id = id;
            this.fault = fault;
            this.targets = targets;
            this.remaining = remaining;
        }

        boolean appliesTo(@Nullable T target) {
            return this.targets.isEmpty() || (target != null && this.targets.contains(target));
        }
    }
}
