/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.prediction;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a prediction.
 *
 * @param id the id
 * @param model the model, as {@code owner/name}
 * @param version the id of the version, or {@code hidden} for an official model
 * @param deployment the deployment, as {@code owner/name}, or null if none was used
 * @param status the status
 * @param input the input
 * @param output the output so far
 * @param error the error, if the prediction failed
 * @param logs the logs so far, or null if the script has requested null instead of empty logs
 * @param metrics the metrics; empty until completion
 * @param webhook the webhook URL, or null if none was given
 * @param webhookEventsFilter the names of the events to report; empty if none were given
 * @param createdAt the time of creation
 * @param startedAt the time when the model started; null if it has not
 * @param completedAt the time of completion; null before
 * @param deadline the deadline set by {@code Cancel-After}, or null if none was given
 * @param dataRemoved whether input, output, logs and files have been removed, which happens an hour after completion
 * @param stream the URL of the event stream, or null if the model does not stream
 * @since 0.1.0
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
        @Nullable String logs,
        Map<String, Object> metrics,
        @Nullable URI webhook,
        List<String> webhookEventsFilter,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deadline,
        boolean dataRemoved,
        @Nullable URI stream) {

    /**
     * The status of a prediction.
     *
     * @since 0.1.0
     */
    public enum Status {

        /** The model is booting. */
        STARTING,
        /** The model is running. */
        PROCESSING,
        /** Completed successfully. */
        SUCCEEDED,
        /** Completed with an error. */
        FAILED,
        /** Canceled while the model was booting or running. */
        CANCELED,
        /** Ended by its deadline before the model started. */
        ABORTED;

        /**
         * Return whether the status is terminal.
         *
         * @return true for all but {@link #STARTING} and {@link #PROCESSING}
         */
        public boolean isTerminal() {
            return this != STARTING && this != PROCESSING;
        }

        /**
         * Return the name that the API uses.
         *
         * @return the name in lower case
         */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
