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

package io.github.replicate4j.predictions;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a prediction or a training stands.
 */
public enum PredictionStatus {
    /** Queued, or its machine is starting, which can take minutes. */
    STARTING(false),
    /** The model runs. */
    PROCESSING(false),
    /** Done. */
    SUCCEEDED(true),
    /** The model failed; the prediction's error says why. */
    FAILED(true),
    /** Cancelled by the user, or its deadline passed while it ran; billed for the time it ran. */
    CANCELED(true),
    /** Its deadline passed before it ran; not billed. */
    ABORTED(true),
    /** A status that this version of the client does not know; the prediction's status text has it. */
    UNKNOWN(false);

    private final boolean terminal;

    PredictionStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /**
     * Tells whether nothing changes any more.
     *
     * @return {@code false} for {@link #UNKNOWN}
     */
    public boolean isTerminal() {
        return this.terminal;
    }

    /**
     * Tells whether nothing changes any more, given when it ended.
     *
     * @param completedAt what the API says of when it ended, or {@code null}
     * @return {@code true} also for {@link #UNKNOWN}, if it has ended
     */
    public boolean isTerminal(@Nullable Instant completedAt) {
        return this.terminal || this == UNKNOWN && completedAt != null;
    }

    /**
     * Reads a status.
     *
     * @param text status as the API writes it, or {@code null}
     * @return {@link #UNKNOWN} for none, or one that this version does not know
     */
    public static PredictionStatus of(@Nullable String text) {
        if (text != null) {
            for (PredictionStatus status : values()) {
                if (status != UNKNOWN && status.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return status;
                }
            }
        }
        return UNKNOWN;
    }
}
