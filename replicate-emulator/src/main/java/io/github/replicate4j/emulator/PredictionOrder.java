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

package io.github.replicate4j.emulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, checked.
 *
 * @param kind what is to run: a prediction or a training
 * @param cancelAfter the time after which the prediction ends at the latest
 * @param prefer whether and how long to hold the answer back
 * @param size how much memory the request takes, in bytes
 */
record PredictionOrder(
        Kind kind,
        ModelChoice choice,
        @Nullable String deployment,
        Map<String, Object> input,
        @Nullable URI webhook,
        List<String> webhookEventsFilter,
        @Nullable Duration cancelAfter,
        @Nullable PreferWait prefer,
        int size) {

    /** The two things that run a script, and what holds for each. */
    enum Kind {
        PREDICTION("prediction", Duration.ofMinutes(30), Duration.ofHours(1)),
        TRAINING("training", Duration.ofHours(24), null);

        private final String noun;
        private final Duration longestRun;
        private final @Nullable Duration retention;

        Kind(String noun, Duration longestRun, @Nullable Duration retention) {
            this.noun = noun;
            this.longestRun = longestRun;
            this.retention = retention;
        }

        String noun() {
            return this.noun;
        }

        Duration longestRun() {
            return this.longestRun;
        }

        /** How long input, output and logs are kept after the end, if not for ever. */
        @Nullable
        Duration retention() {
            return this.retention;
        }
    }

    String model() {
        return this.choice.model().name();
    }
}
