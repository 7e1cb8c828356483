/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Claims of this instance that have failed although the database may have committed them. They are ended later, because their rows
 * would remain claimed.
 *
 * <p>If such a claim was rolled back, its number is also that of the next claim, whose row must not change: another instance has
 * another node, and this instance makes no claim until the failed ones are ended.
 */
public final class FailedClaims {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    FailedClaims() {}

    /**
     * Make a claim, after failed ones are ended.
     *
     * @param claim makes the claim, and adds the rows before it changes them
     * @param end ends the claim of a row, if it has failed
     * @param <T> type of the rows
     * @return the claimed rows
     */
    public <T> List<T> claim(Consumer<List<T>> claim, Consumer<T> end) {
        List<T> claimed = new ArrayList<>();
        this.lock.lock();
        try {
            end();
            claim.accept(claimed);
            return claimed;
        } catch (RuntimeException | Error ex) {
            claimed.forEach(row -> this.ends.add(() -> end.accept(row)));
            throw ex;
        } finally {
            this.lock.unlock();
        }
    }

    /** End failed claims, up to the first one that cannot be ended. */
    void end() {
        this.lock.lock();
        try {
            for (Runnable end = this.ends.peek(); end != null; end = this.ends.peek()) {
                end.run();
                this.ends.remove();
            }
        } finally {
            this.lock.unlock();
        }
    }
}
