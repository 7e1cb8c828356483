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

package io.github.replicate4j.internal.polling;

import org.jspecify.annotations.Nullable;

/** The next place in a budget that others share: it is kept until it is used, so that all come to their turn. */
final class PollPermit {

    private final PollRateLimiter budget;

    private @Nullable Long place;

    PollPermit(PollRateLimiter budget) {
        this.budget = budget;
    }

    /** Returns whether it is time to ask, and if so, uses the place up. */
    boolean take(long now) {
        if (this.place == null || this.budget.lost(this.place)) {
            this.place = this.budget.reserve(now);
        }
        if (this.place > now) {
            return false;
        }
        this.place = null;
        return true;
    }

    /** When something can be asked at the earliest that is due then. */
    long earliest(long due) {
        return this.place == null ? due : Math.max(due, this.place);
    }
}
