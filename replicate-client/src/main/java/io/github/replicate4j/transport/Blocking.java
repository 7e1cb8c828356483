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

package io.github.replicate4j.transport;

import io.github.replicate4j.error.CallInterruptedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one place where a thread waits. Every blocking method of the client is one line that calls the reactive one
 * through here.
 */
public final class Blocking {

    private Blocking() {}

    /**
     * Waits for a value.
     *
     * @param call the reactive call
     * @param <T> what it gives
     * @return the value, or {@code null} if the call completes without one
     * @throws IllegalStateException on a thread of Reactor, where waiting would stall other calls
     * @throws CallInterruptedException if the thread is interrupted; the call is cancelled then
     */
    public static <T> @Nullable T get(Mono<T> call) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("A blocking Replicate call was made on the reactor thread "
                    + Thread.currentThread().getName() + ": call AsyncReplicate there, or move the call to"
                    + " Schedulers.boundedElastic()");
        }
        try {
            // Without the capture, a client span would have no parent.
            return call.contextCapture().block();
        } catch (RuntimeException ex) {
            if (ex.getCause() instanceof InterruptedException interruption) {
                throw new CallInterruptedException(
                        "The thread was interrupted while it waited for Replicate; the call was cancelled.",
                        interruption);
            }
            throw ex;
        }
    }

    /**
     * Waits for a value that always comes.
     *
     * @param call the reactive call
     * @param <T> what it gives
     * @return the value
     * @throws IllegalStateException as {@link #get(Mono)}
     * @throws CallInterruptedException as {@link #get(Mono)}
     */
    public static <T> T value(Mono<T> call) {
        T value = get(call);
        if (value == null) {
            throw new IllegalStateException("The call completed without a value");
        }
        return value;
    }
}
