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

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wait took longer than its deadline. It says nothing about the prediction itself, which may go on at Replicate unless
 * the same call created it: then it was asked to cancel, if the client is set so.
 */
public class DeadlineExceededException extends ReplicateException {

    private final @Nullable String id;

    private final Duration deadline;

    /**
     * Creates the exception.
     *
     * @param message what was waited for and what to do
     * @param id id of the prediction, or {@code null} if Replicate had not answered the create yet
     * @param deadline how long was waited
     */
    public DeadlineExceededException(String message, @Nullable String id, Duration deadline) {
        super(message, null);
        this.id = id;
        this.deadline = deadline;
    }

    /**
     * Returns the id to go on waiting with.
     *
     * @return id of the prediction, or {@code null} if Replicate had not answered the create yet
     */
    public @Nullable String id() {
        return this.id;
    }

    /**
     * Returns how long was waited.
     *
     * @return the deadline of the call
     */
    public Duration deadline() {
        return this.deadline;
    }
}
