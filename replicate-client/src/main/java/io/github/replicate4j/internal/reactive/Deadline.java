/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The deadline of a call in its reactive context, so that requests of the call can be sent in time. */
public final class Deadline {

    private final MonotonicClock clock = new MonotonicClock();

    private final long nanos;

    private Deadline(Duration timeout) {
        this.nanos = this.clock.nanos() + timeout.toNanos();
    }

    /** Add a deadline to a context, unless the context contains an earlier one. */
    static Context addTo(Context context, Duration timeout) {
        Duration remaining = remaining(context);
        return remaining != null && remaining.compareTo(timeout) <= 0
                ? context
                : context.put(Deadline.class, new Deadline(timeout));
    }

    /**
     * Return the time until the deadline.
     *
     * @return not negative, or {@code null} if there is no deadline
     */
    public static @Nullable Duration remaining(ContextView context) {
        Deadline deadline = context.getOrDefault(Deadline.class, null);
        return deadline == null ? null : Duration.ofNanos(Math.max(deadline.nanos - deadline.clock.nanos(), 0));
    }
}
