/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.predictions.Progress;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training at the time of a response. Replicate may omit any field except the id.
 *
 * <p>Applications obtain trainings from the client and should not call the constructor: later versions may add
 * components.
 *
 * @param id id of the training
 * @param model the model that trains, as {@code owner/name}
 * @param version id of the version that trains
 * @param statusText status as in the API; use {@link #status()} for decisions
 * @param input input; empty if unknown
 * @param output output so far, as maps, lists and simple values; see {@link #trainedVersion()} and {@link #weights()}
 * @param rawError reason of the failure as the API returns it, usually text; use {@link #error()} to read it
 * @param logs logs; empty if there are none
 * @param metrics metrics such as {@code predict_time} in seconds; empty if there are none
 * @param source {@code api} or {@code web}
 * @param createdAt creation time
 * @param startedAt start time
 * @param completedAt completion time
 * @param urls URLs of the training
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record Training(
        String id,
        @Nullable String model,
        @Nullable String version,
        @JsonProperty("status") @Nullable String statusText,
        Map<String, @Nullable Object> input,
        @Nullable Object output,
        @JsonProperty("error") @Nullable Object rawError,
        String logs,
        Map<String, @Nullable Object> metrics,
        @Nullable String source,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        TrainingUrls urls,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable, LongRunningTask {

    /**
     * Create a training. Missing maps, logs and URLs become empty ones.
     *
     * @throws IllegalArgumentException if the id is missing
     */
    @SuppressWarnings("NullAway") // the API may omit fields
    public Training {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("the id is missing");
        }
        input = Immutables.map(input);
        logs = Objects.requireNonNullElse(logs, "");
        metrics = Immutables.map(metrics);
        urls = Objects.requireNonNullElse(urls, TrainingUrls.NONE);
        additionalProperties = Immutables.map(additionalProperties);
    }

    /**
     * Return the status.
     *
     * @return the status, or {@link PredictionStatus#UNKNOWN} if it is missing or this version of the client does not
     *     know it
     */
    public PredictionStatus status() {
        return PredictionStatus.of(this.statusText);
    }

    /**
     * Return the reference that the application gave to the create, such as the id of an order. It is a part of the URL of the
     * webhook, so it is known only if a webhook was requested and Replicate returned its URL.
     *
     * @return the reference, not blank, or {@code null} if it is not known
     */
    @Override
    public @Nullable String reference() {
        return WebhookQuery.ofBody(this.additionalProperties).reference();
    }

    /**
     * Return the reason of the failure as text.
     *
     * @return the reason, as JSON if it is not text; {@code null} if there is none
     */
    public @Nullable String error() {
        return this.rawError == null ? null : Json.text(this.rawError);
    }

    /**
     * Return whether the status is terminal, so that the training no longer changes.
     *
     * @return {@code true} also for an unknown status if there is a completion time
     */
    @Override
    @JsonIgnore
    public boolean isTerminal() {
        return status().isTerminal(this.completedAt);
    }

    /**
     * Return whether the training succeeded.
     *
     * @return whether the status is {@link PredictionStatus#SUCCEEDED}
     */
    public boolean succeeded() {
        return status() == PredictionStatus.SUCCEEDED;
    }

    /**
     * Return the version that the training created, as a model reference that {@code run} accepts.
     *
     * @return {@code owner/name:version}, or {@code null} if there is none yet
     */
    public @Nullable String trainedVersion() {
        return output("version");
    }

    /**
     * Return the URL of the weights that the training created.
     *
     * @return the URL, or {@code null} if there is none yet
     */
    public @Nullable String weights() {
        return output("weights");
    }

    private @Nullable String output(String field) {
        return this.output instanceof Map<?, ?> fields && fields.get(field) instanceof String text ? text : null;
    }

    /**
     * Return the progress, parsed from the logs.
     *
     * @return the last progress in the logs, or {@code null} if there is none
     */
    public @Nullable Progress progress() {
        return Progress.of(this.logs);
    }

    /** Return a description without input, output and URLs, which can be confidential. */
    @Override
    public String toString() {
        return "Training[id=" + this.id + ", model=" + this.model + ", version=" + this.version + ", status="
                + this.statusText + "]";
    }
}
