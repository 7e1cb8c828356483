/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Buffer for the body of one webhook while it is received. Closing it releases its share of the memory for all bodies; a closed
 * buffer rejects further bytes. An incomplete body may be discarded in favor of others, and then rejects further bytes as well.
 *
 * @since 0.1.0
 */
public final class WebhookBody implements AutoCloseable {

    private final BodyLimits limits;

    private final String sender;

    private final long startNanos = System.nanoTime();

    private BodyMemory.Reservation reservation;

    /** {@code null} if the body is closed or discarded. Another thread may discard it. */
    private volatile @Nullable FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();

    private long size;

    WebhookBody(BodyLimits limits, String sender) {
        this.limits = limits;
        this.sender = sender;
        this.reservation = reserveIn(limits.memoryFor(0));
    }

    private BodyMemory.Reservation reserveIn(BodyMemory memory) {
        return memory.new Reservation(this.sender, () -> this.bytes = null);
    }

    /**
     * Append received bytes.
     *
     * @param source buffer whose first bytes are appended
     * @param length number of bytes to append
     * @throws BodyRejectedException if the body is too large, no memory is left for it, or this buffer is closed
     */
    public synchronized void append(byte[] source, int length) {
        long newSize = this.size + length;
        if (this.limits.isTooLarge(newSize)) {
            throw new BodyRejectedException(WebhookResponse.TOO_LARGE);
        }
        FastByteArrayOutputStream current = this.bytes;
        if (current == null || !tryReserve(newSize)) {
            throw new BodyRejectedException(WebhookResponse.NO_MEMORY);
        }
        this.size = newSize;
        try {
            current.write(source, 0, length);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private boolean tryReserve(long newSize) {
        BodyMemory memory = this.limits.memoryFor(newSize);
        if (this.reservation.isIn(memory)) {
            return this.reservation.tryGrowTo(newSize);
        }
        BodyMemory.Reservation larger = reserveIn(memory);
        if (!larger.tryGrowTo(newSize)) {
            larger.release();
            return false;
        }
        this.reservation.release();
        this.reservation = larger;
        return true;
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

    /** Return all bytes of the complete body, which is no longer discarded. The array must not be modified. */
    synchronized byte[] complete() {
        FastByteArrayOutputStream current = this.bytes;
        if (current == null || !this.reservation.complete()) {
            throw new BodyRejectedException(WebhookResponse.NO_MEMORY);
        }
        return current.toByteArrayUnsafe();
    }

    /** Release the memory of this body. */
    @Override
    public synchronized void close() {
        this.bytes = null;
        this.reservation.release();
    }
}
