/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import java.time.Duration;

/** The progress of one create: whether the limits admitted it, when it was sent, and how and when Replicate responded. */
public final class CreateProgress {

    /** Status of a response to a create whose prediction does not have all of its output yet. */
    private static final int ACCEPTED = 202;

    /** Tolerated difference between the clocks of Replicate and of this machine. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private volatile boolean admitted;

    private volatile boolean sent;

    private volatile long sentAt;

    private volatile int status;

    private volatile long respondedAt;

    void admitted() {
        this.admitted = true;
    }

    void sending() {
        this.sentAt = System.nanoTime();
        this.sent = true;
    }

    void responded(int status) {
        this.respondedAt = System.nanoTime();
        this.status = status;
    }

    /** Return whether the limits on creates admitted it, so that its input is encoded. */
    public boolean isAdmitted() {
        return this.admitted;
    }

    /** Return whether the input has been encoded, so that the request is sent or waits for a connection. */
    public boolean isSent() {
        return this.sent;
    }

    /** Return whether the latest response arrived before Replicate had held the create for a time. Retries count as well. */
    public boolean respondedWithin(Duration hold) {
        return this.status != 0
                && this.respondedAt - this.sentAt < hold.minus(TOLERANCE).toNanos();
    }

    /** Return whether Replicate stated that the output is not complete. */
    public boolean isOutputPending() {
        return this.status == ACCEPTED;
    }
}
