/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * Thrown when the thread of a blocking call is interrupted, which cancels the call. The interrupt flag of the thread is set.
 *
 * <p>A prediction that the call created is cancelled, too, if the client is configured to cancel the predictions of abandoned
 * calls; otherwise its id is logged.
 *
 * @since 0.1.0
 */
public class CallInterruptedException extends ReplicateException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which names the interrupted call
     * @param cause the interruption
     */
    public CallInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
