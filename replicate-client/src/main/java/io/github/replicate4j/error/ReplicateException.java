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
 * Base class of all exceptions of this client, except {@link IllegalArgumentException} for an invalid argument, thrown
 * before anything is sent, and {@link IllegalStateException} for a call that is not possible in the current state.
 *
 * <p>Messages never contain an API token, a signed URL or an input that was passed to the client. They contain excerpts of
 * responses of Replicate or a model, which may quote an input.
 *
 * @since 0.1.0
 */
public class ReplicateException extends RuntimeException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param cause the cause, or {@code null}
     */
    public ReplicateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
