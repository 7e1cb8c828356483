/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the size of each body and the memory of all bodies that are received concurrently: senders are not verified before
 * their bodies are complete.
 */
final class BodyLimits {

    /** Number of bodies of the maximum size that fit into memory. A typical webhook has a few kilobytes. */
    private static final int MAX_LARGEST_BODIES = 4;

    private final long maxSize;

    private final Duration timeout;

    private final AtomicLong availableBytes;

    BodyLimits(long maxSize, Duration timeout) {
        this.maxSize = maxSize;
        this.timeout = timeout;
        this.availableBytes = new AtomicLong(maxSize * MAX_LARGEST_BODIES);
    }

    Duration timeout() {
        return this.timeout;
    }

    boolean isTooLarge(long size) {
        return size > this.maxSize;
    }

    long availableBytes() {
        return this.availableBytes.get();
    }

    /** Reserve memory for received bytes only, so that bodies that are declared but not sent reserve none. */
    boolean tryReserve(long bytes) {
        return this.availableBytes.getAndUpdate(available -> available >= bytes ? available - bytes : available)
                >= bytes;
    }

    void release(long bytes) {
        this.availableBytes.addAndGet(bytes);
    }
}
