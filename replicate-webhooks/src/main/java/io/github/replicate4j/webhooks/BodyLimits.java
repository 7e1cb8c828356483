/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Duration;

/**
 * Limits the size of each body and the memory of all bodies that are received concurrently. Small bodies, as most webhooks have,
 * have memory of their own, so that large ones do not displace them.
 */
final class BodyLimits {

    private static final int MAX_SMALL_SIZE = 64 * 1024;

    private static final int SMALL_BODIES = 256;

    private static final int LARGE_BODIES = 4;

    private final long maxSize;

    private final Duration timeout;

    private final BodyMemory small = new BodyMemory((long) MAX_SMALL_SIZE * SMALL_BODIES);

    private final BodyMemory large;

    BodyLimits(long maxSize, Duration timeout) {
        this.maxSize = maxSize;
        this.timeout = timeout;
        this.large = new BodyMemory(maxSize * LARGE_BODIES);
    }

    Duration timeout() {
        return this.timeout;
    }

    boolean isTooLarge(long size) {
        return size > this.maxSize;
    }

    /** Return the memory for a body that has received the given number of bytes. */
    BodyMemory memoryFor(long size) {
        return size <= MAX_SMALL_SIZE ? this.small : this.large;
    }

    long usedBytes() {
        return this.small.usedBytes() + this.large.usedBytes();
    }
}
