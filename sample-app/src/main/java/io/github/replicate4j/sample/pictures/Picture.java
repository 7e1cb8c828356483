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

package io.github.replicate4j.sample.pictures;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture that was ordered, as it stands.
 *
 * @param id its id here
 * @param predictionId id of its prediction, or {@code null} as long as Replicate has not answered the order
 * @param prompt what it shall show
 * @param status {@link #ORDERED}, then as Replicate says it
 * @param progress share that is done, from 0 to 1, or {@code null} if the model does not say
 * @param error why there is no image, or {@code null} if there is one or may yet be
 * @param orderedAt when it was ordered
 * @param endedAt when its end became known here, or {@code null}
 */
record Picture(
        UUID id,
        @Nullable String predictionId,
        String prompt,
        String status,
        @Nullable Double progress,
        @Nullable String error,
        Instant orderedAt,
        @Nullable Instant endedAt) {

    /** Not yet answered by Replicate. */
    static final String ORDERED = "ordered";

    /** Whether something may still become of it. */
    public boolean isRunning() {
        return this.endedAt == null;
    }

    /** Whether there is an image. */
    public boolean hasImage() {
        return !isRunning() && this.error == null;
    }

    /** Whether it can be given up. */
    public boolean canBeCancelled() {
        return isRunning() && this.predictionId != null;
    }
}
