/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether one attempt has started to write its request. Before that, the request cannot have reached Replicate, so it can be
 * withdrawn or retried. After that, it may have been processed.
 */
final class RequestWriteState {

    private enum Phase {
        UNSENT,
        WRITTEN,
        WITHDRAWN
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNSENT);

    private final ApiRequest request;

    RequestWriteState(ApiRequest request) {
        this.request = request;
    }

    /** Called when the connection is established, directly before the first byte is written. */
    void onWrite() {
        if (this.phase.compareAndSet(Phase.UNSENT, Phase.WRITTEN)) {
            return;
        }
        if (this.phase.get() == Phase.WITHDRAWN) {
            throw new WithdrawnException(this.request.operation());
        }
        if (!this.request.idempotent()) {
            throw new IllegalStateException("A filter of the WebClient attempted to send " + this.request.operation()
                    + " a second time; remove filters that retry requests from this client");
        }
    }

    /** Prevent the write, if it has not started. */
    boolean withdraw() {
        return this.phase.compareAndSet(Phase.UNSENT, Phase.WITHDRAWN);
    }

    /** Return whether the write has started. If it has not, it is prevented. */
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
