/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Buffer for the body of one webhook while it is received. Closing it releases its share of the memory for all bodies; a closed
 * buffer rejects further bytes.
 *
 * @since 0.1.0
 */
public final class WebhookBody implements AutoCloseable {

    private final BodyLimits limits;

    private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();

    private final long startNanos = System.nanoTime();

    private boolean closed;

    private long size;

    WebhookBody(BodyLimits limits) {
        this.limits = limits;
    }

    /**
     * Append received bytes.
     *
     * @param source buffer whose first bytes are appended
     * @param length number of bytes to append
     * @throws BodyRejectedException if the body is too large, no memory is left for it, or this buffer is closed
     */
    public synchronized void append(byte[] source, int length) {
        if (this.limits.isTooLarge(this.size + length)) {
            throw new BodyRejectedException(WebhookResponse.TOO_LARGE);
        }
        if (this.closed || !this.limits.tryReserve(length)) {
            throw new BodyRejectedException(WebhookResponse.UNAVAILABLE);
        }
        this.size += length;
        try {
            this.bytes.write(source, 0, length);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Return the time within which the whole body must be received.
     *
     * @return the timeout, longer than zero
     */
    public Duration timeout() {
        return this.limits.timeout();
    }

    /**
     * Return whether the timeout has elapsed.
     *
     * @return {@code true} if receiving the body has taken longer than {@link #timeout()}
     */
    public boolean isTimedOut() {
        return System.nanoTime() - this.startNanos > timeout().toNanos();
    }

    /**
     * Return the bytes received so far. The array must not be modified.
     *
     * @return the bytes
     */
    public synchronized byte[] bytes() {
        return this.bytes.toByteArrayUnsafe();
    }

    /** Release the memory of this body. */
    @Override
    public synchronized void close() {
        if (!this.closed) {
            this.closed = true;
            this.limits.release(this.size);
        }
    }
}
