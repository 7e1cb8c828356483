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
