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
 * A picture and its state.
 *
 * @param id id of the picture
 * @param predictionId id of the prediction, or {@code null} until Replicate has responded to the create
 * @param prompt description of the picture
 * @param status {@link #PENDING}, then the status reported by Replicate
 * @param progress progress from 0 to 1, or {@code null} if the model does not report it
 * @param error reason why there is no image, or {@code null}
 * @param createdAt time at which the picture was requested
 * @param completedAt time at which the application was notified of the completion, or {@code null}
 */
record Picture(
        UUID id,
        @Nullable String predictionId,
        String prompt,
        String status,
        @Nullable Double progress,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant completedAt) {

    /** Status until Replicate has responded to the create. */
    static final String PENDING = "pending";

    /** Return whether the picture is not complete. */
    public boolean isRunning() {
        return this.completedAt == null;
    }

    /** Return whether the picture has an image. */
    public boolean hasImage() {
        return !isRunning() && this.error == null;
    }

    /** Return whether the picture can be cancelled. */
    public boolean canBeCancelled() {
        return isRunning() && this.predictionId != null;
    }
}
