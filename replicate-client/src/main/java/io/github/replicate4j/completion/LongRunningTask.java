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

package io.github.replicate4j.completion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be waited for: something that goes on at Replicate by itself and comes to an end.
 */
public interface LongRunningTask {

    /**
     * Returns the id to ask with.
     *
     * @return id, never blank
     */
    String id();

    /**
     * Returns where it stands, in the API's own words.
     *
     * @return status, or {@code null} if the API gives none
     */
    @Nullable
    String statusText();

    /**
     * Tells whether nothing changes any more.
     *
     * @return whether it has ended, well or not
     */
    boolean isTerminal();

    /**
     * Returns when it was created, by Replicate's clock. Lists are in this order.
     *
     * @return time, or {@code null} if it is not known
     */
    default @Nullable Instant createdAt() {
        return null;
    }
}
