/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.model.ResolvedVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A validated request to create a prediction or a training.
 *
 * @param target the version to run
 * @param deployment the deployment to use, or null
 * @param webhook the webhook URL, or null
 * @param webhookEventsFilter the names of the events to report; empty if none were given
 * @param cancelAfter the time after which the prediction is canceled, or null
 * @param size the size of the request body in bytes
 * @param links the links for the client that sent the request
 */
public record CreateRequest(
        Kind kind,
        ResolvedVersion target,
        @Nullable String deployment,
        Map<String, Object> input,
        @Nullable URI webhook,
        List<String> webhookEventsFilter,
        @Nullable Duration cancelAfter,
        int size,
        Links links) {

    /** What to create, and the limits that apply to it. */
    public enum Kind {
        PREDICTION("prediction", Duration.ofMinutes(30), Duration.ofHours(1)),
        TRAINING("training", Duration.ofHours(24), null);

        private final String noun;

        private final Duration maxDuration;

        private final @Nullable Duration retention;

        Kind(String noun, Duration maxDuration, @Nullable Duration retention) {
            this.noun = noun;
            this.maxDuration = maxDuration;
            this.retention = retention;
        }

        String noun() {
            return this.noun;
        }

        Duration maxDuration() {
            return this.maxDuration;
        }

        /** Return how long input, output and logs are kept after completion, or null to keep them forever. */
        @Nullable
        Duration retention() {
            return this.retention;
        }
    }

    /** Return the request that remains when its data has been removed. */
    CreateRequest withoutInput() {
        return new CreateRequest(
                this.kind,
                this.target,
                this.deployment,
                Map.of(),
                this.webhook,
                this.webhookEventsFilter,
                this.cancelAfter,
                0,
                this.links);
    }

    public String model() {
        return this.target.model().name();
    }
}
