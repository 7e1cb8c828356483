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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Faults that wait for what they are aimed at. Each target meets one fault at most: the first one added that still waits
 * for a target of its kind; one that holds always, only if there is no other.
 *
 * @param <T> the kind of target
 * @param <F> the kind of fault
 */
final class ArmedFaults<T, F> {

    private final List<Armed<T, F>> armed = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @param targets what it is aimed at; empty for everything
     * @param times how often it is met; null for ever
     */
    synchronized void add(F fault, Set<T> targets, @Nullable Integer times) {
        this.armed.add(new Armed<>(fault, targets, times));
    }

    synchronized void clear() {
        this.armed.clear();
    }

    /** Takes the fault that a target meets, if there is one. A target that is null meets only what is aimed at everything. */
    synchronized @Nullable F take(@Nullable T target) {
        F forEver = null;
        for (Iterator<Armed<T, F>> each = this.armed.iterator(); each.hasNext(); ) {
            Armed<T, F> candidate = each.next();
            if (!candidate.aimsAt(target)) {
                continue;
            }
            if (candidate.left == null) {
                forEver = forEver == null ? candidate.fault : forEver;
                continue;
            }
            if (--candidate.left == 0) {
                each.remove();
            }
            return candidate.fault;
        }
        return forEver;
    }

    /** A fault, and the targets it waits for. */
    private static final class Armed<T, F> {

        private final F fault;
        private final Set<T> targets;
        private @Nullable Integer left;

        Armed(F fault, Set<T> targets, @Nullable Integer left) {
            this.fault = fault;
            this.targets = targets;
            this.left = left;
        }

        boolean aimsAt(@Nullable T target) {
            return this.targets.isEmpty() || (target != null && this.targets.contains(target));
        }
    }
}
