/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Like {@link System#nanoTime()}, but only advances when a test advances it. */
final class MutableTime implements LongSupplier {

    /** Overflows during the tests, as the time of a machine may. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    void advance(Duration time) {
        this.nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return this.nanos.get();
    }
}
