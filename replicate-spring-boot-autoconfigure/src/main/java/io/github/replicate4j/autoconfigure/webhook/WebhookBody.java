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

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body as it comes. Closing it gives its room back.
 */
final class WebhookBody implements AutoCloseable {

    private final WebhookBodies bodies;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final long begun = System.nanoTime();

    private final AtomicBoolean closed = new AtomicBoolean();

    private long taken;

    WebhookBody(WebhookBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * Adds a piece.
     *
     * @throws WebhookRefusedException if it is too large, too slow, or there is no room
     */
    void add(byte[] piece, int length) {
        if (this.bodies.isTooLarge(this.taken + length)) {
            throw new WebhookRefusedException(WebhookAnswer.TOO_LARGE);
        }
        if (System.nanoTime() - this.begun > WebhookBodies.PATIENCE.toNanos()) {
            throw new WebhookRefusedException(WebhookAnswer.TOO_SLOW);
        }
        if (!this.bodies.take(length)) {
            throw new WebhookRefusedException(WebhookAnswer.UNAVAILABLE);
        }
        this.taken += length;
        this.bytes.write(piece, 0, length);
    }

    byte[] bytes() {
        return this.bytes.toByteArray();
    }

    @Override
    public void close() {
        if (this.closed.compareAndSet(false, true)) {
            this.bodies.give(this.taken);
        }
    }
}
