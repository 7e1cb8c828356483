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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A body as it comes. Closing it gives its room back; what comes later is refused.
 */
final class WebhookBody implements AutoCloseable {

    private final WebhookBodies bodies;

    private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();

    private final long begun = System.nanoTime();

    private boolean closed;

    private long taken;

    WebhookBody(WebhookBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * Adds a piece.
     *
     * @throws WebhookRefusedException if the body is too large, or there is no room
     */
    synchronized void add(byte[] piece, int length) {
        if (this.bodies.isTooLarge(this.taken + length)) {
            throw new WebhookRefusedException(WebhookAnswer.TOO_LARGE);
        }
        if (this.closed || !this.bodies.take(length)) {
            throw new WebhookRefusedException(WebhookAnswer.UNAVAILABLE);
        }
        this.taken += length;
        try {
            this.bytes.write(piece, 0, length);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** How long it may take to come, in all. */
    Duration patience() {
        return this.bodies.patience();
    }

    /** Whether it has taken longer. */
    boolean isLate() {
        return System.nanoTime() - this.begun > patience().toNanos();
    }

    synchronized byte[] bytes() {
        return this.bytes.toByteArrayUnsafe();
    }

    @Override
    public synchronized void close() {
        if (!this.closed) {
            this.closed = true;
            this.bodies.give(this.taken);
        }
    }
}
