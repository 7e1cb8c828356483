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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as it stood at one moment.
 *
 * @param id its id
 * @param model {@code owner/name}
 * @param version the id of the version, or {@code hidden} for an official model
 * @param deployment {@code owner/name} of the deployment that ran it, if one did
 * @param status its status
 * @param input what it was created with
 * @param output what it has put out so far
 * @param error what went wrong, if it failed
 * @param logs what it has logged so far
 * @param metrics figures; empty until it has ended
 * @param webhook the URL to be told, if one was given
 * @param webhookEventsFilter the events to be told of; empty if none were given
 * @param createdAt when it was created
 * @param startedAt when the model began, if it has
 * @param completedAt when it ended, if it has
 * @param deadline when it will be ended, if {@code Cancel-After} was given
 * @param dataRemoved whether input, output, logs and files have been removed, an hour after the end
 * @param stream where its output can be followed as it comes, if its model streams
 */
public record EmulatedPrediction(
        String id,
        String model,
        String version,
        @Nullable String deployment,
        Status status,
        Map<String, Object> input,
        @Nullable Object output,
        @Nullable String error,
        String logs,
        Map<String, Object> metrics,
        @Nullable URI webhook,
        List<String> webhookEventsFilter,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deadline,
        boolean dataRemoved,
        @Nullable URI stream) {

    /** How far a prediction has come. */
    public enum Status {
        /** Waits for a machine. */
        STARTING,
        /** The model works. */
        PROCESSING,
        /** Ended well. */
        SUCCEEDED,
        /** Ended with an error. */
        FAILED,
        /** Ended from outside, while it waited or worked. */
        CANCELED,
        /** Ended by its deadline before it started. */
        ABORTED;

        /**
         * Tells whether a prediction stays so for ever.
         *
         * @return true for all but the first two
         */
        public boolean isTerminal() {
            return this != STARTING && this != PROCESSING;
        }

        String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
