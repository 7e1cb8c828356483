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

import org.jspecify.annotations.Nullable;

/**
 * A create or another request that must not be repeated was sent, and no answer came back that settles it: Replicate may
 * have carried it out, and may bill it. It was not sent again.
 *
 * <p>The cause says what happened instead: the connection broke, the time was over, the answer could not be read, or
 * Replicate answered 408 or 5xx.
 */
public class OutcomeUnknownException extends ApiException {

    private final @Nullable String id;

    /**
     * Creates the exception.
     *
     * @param message what happened and how to find out
     * @param cause what happened instead of an answer
     * @param operation the API operation
     * @param id id of what was made, if the answer could be read as far as that, or {@code null}
     */
    public OutcomeUnknownException(String message, ApiException cause, String operation, @Nullable String id) {
        super(message, cause, operation);
        this.id = id;
    }

    /**
     * Returns the id of what was made.
     *
     * @return the id, or {@code null} if it is not known, or nothing was made
     */
    public @Nullable String id() {
        return this.id;
    }
}
