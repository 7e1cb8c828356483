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

import io.github.replicate4j.completion.LongRunningTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for those of which nothing is known but the id, as after a restart: on the newest page, and on from there for as long
 * as each page has several of them.
 */
final class UndatedPollLookup {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private static final int FEWEST = 3;

    private @Nullable Instant createdBefore;

    private boolean underway;

    private long againAt;

    /** Returns whether to ask for a page now. */
    boolean begin(int undated, long now) {
        if (this.underway || now < this.againAt || undated < FEWEST) {
            return false;
        }
        this.underway = true;
        return true;
    }

    @Nullable
    Instant createdBefore() {
        return this.createdBefore;
    }

    void found(int count, PollPage<?> page, long now) {
        List<? extends LongRunningTask> results = page.results();
        boolean goesOn = count >= FEWEST && page.more();
        Instant oldest = goesOn ? results.get(results.size() - 1).createdAt() : null;
        stop();
        this.createdBefore = oldest == null ? null : oldest.plus(PollWindow.MARGIN);
        this.againAt = oldest == null ? now + PAUSE : now;
    }

    /** What is underway is not waited for any more. */
    void stop() {
        this.underway = false;
        this.createdBefore = null;
    }
}
