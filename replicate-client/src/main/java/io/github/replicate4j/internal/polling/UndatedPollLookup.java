/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks up tasks of which only the id is known, for example after a restart: on the newest page, and on older pages as long
 * as each page contains several of them.
 */
final class UndatedPollLookup {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private static final int MIN_POLLS = 3;

    private @Nullable Instant createdBefore;

    private boolean inFlight;

    private long resumeAt;

    /** Return whether to request a page now, and if so, start the lookup. */
    boolean tryStart(int undatedCount, long now) {
        if (this.inFlight || now < this.resumeAt || undatedCount < MIN_POLLS) {
            return false;
        }
        this.inFlight = true;
        return true;
    }

    /** Return the upper bound of the page to request, or {@code null} for the newest page. */
    @Nullable
    Instant createdBefore() {
        return this.createdBefore;
    }

    void onPage(PollSource.Page<?> page, int found, long now) {
        List<? extends LongRunningTask> results = page.results();
        boolean proceed = found >= MIN_POLLS && page.hasMore();
        Instant oldest = proceed ? results.get(results.size() - 1).createdAt() : null;
        reset();
        this.createdBefore = oldest == null ? null : oldest.plus(PollRequest.MARGIN);
        this.resumeAt = oldest == null ? now + PAUSE : now;
    }

    /** Start over with the newest page, and expect no response to a page in flight. */
    void reset() {
        this.inFlight = false;
        this.createdBefore = null;
    }
}
