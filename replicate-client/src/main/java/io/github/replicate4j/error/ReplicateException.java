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
 * The root of everything this client throws, except {@link IllegalArgumentException} for an argument that is refused
 * before anything is sent and {@link IllegalStateException} for a call that cannot work where it is made.
 *
 * <p>No message holds a token, a signed URL or an input that the client was given. What Replicate or a model said is shown
 * in part, and may quote one.
 */
public class ReplicateException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do about it
     * @param cause what led to it, or {@code null}
     */
    public ReplicateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
