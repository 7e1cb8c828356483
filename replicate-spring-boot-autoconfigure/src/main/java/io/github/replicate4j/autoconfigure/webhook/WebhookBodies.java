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

package io.github.replicate4j.autoconfigure.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bodies that are read at once, for anybody may send some: each by itself, and the memory of all together.
 */
final class WebhookBodies {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many of the largest size fit in at once; a webhook mostly has a few kilobytes. */
    static final int ROOM = 4;

    private final long maxSize;

    private final Duration patience;

    private final AtomicLong room;

    WebhookBodies(long maxSize) {
        this(maxSize, PATIENCE);
    }

    WebhookBodies(long maxSize, Duration patience) {
        this.maxSize = maxSize;
        this.patience = patience;
        this.room = new AtomicLong(maxSize * ROOM);
    }

    /** Begins to read one. */
    WebhookBody begin() {
        return new WebhookBody(this);
    }

    /** How long a body may take to come. */
    Duration patience() {
        return this.patience;
    }

    boolean isTooLarge(long size) {
        return size > this.maxSize;
    }

    /** How many bytes there is room for. */
    long room() {
        return this.room.get();
    }

    /** Takes room, if there is any: only for bytes that have come, so that announcing many takes none. */
    boolean take(long bytes) {
        return this.room.getAndUpdate(left -> left >= bytes ? left - bytes : left) >= bytes;
    }

    void give(long bytes) {
        this.room.addAndGet(bytes);
    }
}
