/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.internal.support.RecentMap;
import io.github.replicate4j.limits.CreateLimits;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** The created predictions and trainings whose completion the client has not learned of, limited in number. */
final class OpenCreates {

    private static final int MAX_OPEN = 10_000;

    private static final int MAX_COMPLETED_EARLY = 1_000;

    /** By id, or by entry in the journal if the id is not known, oldest first. */
    private final Map<String, OpenCreate> open = new LinkedHashMap<>();

    /** Tasks whose completion was seen before the response to their create, with their cost or without a value. */
    private final Map<String, Completion> completedEarly = new RecentMap<>(MAX_COMPLETED_EARLY);

    /**
     * A created prediction or training.
     *
     * @param signal subscription to the signal of its completion
     */
    record OpenCreate(CreateTarget target, CreateLimits.Reservation reservation, Disposable.Swap signal) {

        void complete(Completion completion) {
            this.signal.dispose();
            this.reservation.completed(completion.cost());
        }
    }

    /**
     * The completion of a task.
     *
     * @param cost cost, or {@code null} if it is not known
     */
    record Completion(@Nullable Cost cost, boolean succeeded) {}

    /**
     * Add a create.
     *
     * @param id id of the task, or of the entry in the journal
     * @return its completion if it was seen already, so that the create is not added
     */
    synchronized @Nullable Completion add(String id, OpenCreate create) {
        Completion completion = this.completedEarly.remove(id);
        if (completion == null) {
            this.open.put(id, create);
            if (this.open.size() > MAX_OPEN) {
                Iterator<OpenCreate> oldest = this.open.values().iterator();
                oldest.next().signal().dispose();
                oldest.remove();
            }
        }
        return completion;
    }

    /**
     * Remove the create of a completed task, or remember its completion if there is none yet.
     *
     * @param entry entry of the task in the journal, or {@code null} if it is not known
     */
    synchronized @Nullable OpenCreate complete(String id, @Nullable String entry, Completion completion) {
        OpenCreate create = this.open.remove(id);
        if (create == null && entry != null) {
            create = this.open.remove(entry);
        }
        if (create == null) {
            this.completedEarly.put(id, completion);
            if (entry != null) {
                this.completedEarly.put(entry, completion);
            }
        }
        return create;
    }

    /** Remove a create whose completion will not be seen. */
    synchronized @Nullable OpenCreate remove(String id) {
        return this.open.remove(id);
    }

    synchronized boolean contains(String id) {
        return this.open.containsKey(id);
    }

    /** Remove all creates. */
    synchronized void clear() {
        this.open.values().forEach(create -> create.signal().dispose());
        this.open.clear();
    }
}
