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
 * A create or another request that must not be repeated was sent, and no readable answer came back: Replicate may have
 * carried it out, and may bill it. It was not sent again.
 *
 * <p>The cause says how the answer was lost.
 */
public class OutcomeUnknownException extends ApiException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to find out
     * @param cause how the answer was lost
     * @param operation the API operation
     */
    public OutcomeUnknownException(String message, ApiException cause, String operation) {
        super(message, cause, operation, true);
    }
}
