/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether one attempt has passed its complete request to the HTTP engine. Before that, Replicate cannot have processed the
 * request, so it can be withdrawn or retried. After that, it may have been processed.
 */
final class RequestWriteState {

    private enum Phase {
        UNSENT,
        STARTED,
        WRITTEN,
        WITHDRAWN
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNSENT);

    private final ApiRequest request;

    RequestWriteState(ApiRequest request) {
        this.request = request;
    }

    /** Called when the connection is established, directly before the first byte is written. */
    void onStart() {
        if (!this.phase.compareAndSet(Phase.UNSENT, Phase.STARTED)) {
            onRepetition();
        }
    }

    /** Called directly before the last byte of the request is passed to the HTTP engine. */
    void onLastByte() {
        if (!this.phase.compareAndSet(Phase.STARTED, Phase.WRITTEN)) {
            onRepetition();
        }
    }

    private void onRepetition() {
        if (this.phase.get() == Phase.WITHDRAWN) {
            throw new WithdrawnException(this.request.operation());
        }
        if (!this.request.idempotent()) {
            throw new IllegalStateException("A filter of the WebClient attempted to send " + this.request.operation()
                    + " a second time; remove filters that retry requests from this client");
        }
    }

    /** Prevent the request from being sent completely, if it has not been. */
    boolean withdraw() {
        return this.phase.compareAndSet(Phase.UNSENT, Phase.WITHDRAWN)
                || this.phase.compareAndSet(Phase.STARTED, Phase.WITHDRAWN);
    }

    /** Return whether the complete request may have been sent. If not, this is prevented. */
    boolean isWrittenOrWithdraw() {
        withdraw();
        return this.phase.get() == Phase.WRITTEN;
    }

    /** Has no stack trace, because HTTP engines log it although it is not an error. */
    private static final class WithdrawnException extends CancellationException {

        WithdrawnException(String operation) {
            super(operation + " was withdrawn before it was sent");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
