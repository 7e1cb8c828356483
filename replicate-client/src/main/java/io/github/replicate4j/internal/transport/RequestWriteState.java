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

package io.github.replicate4j.internal.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far one sending of a request has come: the line between "nothing has left this machine" and "it may have arrived",
 * which decides over repeating it and over breaking it off.
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

    /** Called when the connection stands, right before the first byte is written. */
    void begin() {
        if (this.phase.compareAndSet(Phase.UNSENT, Phase.WRITTEN)) {
            return;
        }
        if (this.phase.get() == Phase.WITHDRAWN) {
            throw new Withdrawn(this.request.operation());
        }
        if (!this.request.idempotent()) {
            throw new IllegalStateException(this.request.operation() + " was about to be sent a second time by a"
                    + " filter of the WebClient; remove the filter that repeats requests from this client");
        }
    }

    /** Prevents the writing, if it has not begun. */
    boolean withdraw() {
        return this.phase.compareAndSet(Phase.UNSENT, Phase.WITHDRAWN);
    }

    /** Settles the question: once it has said no, nothing can leave any more. */
    boolean mayHaveLeft() {
        withdraw();
        return this.phase.get() == Phase.WRITTEN;
    }

    /** Nobody waits for it any more; engines log it, and a stack trace would look like a fault. */
    private static final class Withdrawn extends CancellationException {

        Withdrawn(String operation) {
            super(operation + " was withdrawn before it was sent");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
