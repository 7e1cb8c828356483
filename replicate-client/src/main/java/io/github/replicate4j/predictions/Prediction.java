/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.internal.support.WebhookQuery;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a model, in the state that the API returned. Replicate may omit every field except the id, and removes
 * input, output and logs one hour after completion.
 *
 * <p>Applications get predictions from the client. The constructor is not for applications: later versions may add
 * components.
 *
 * @param id id of the prediction
 * @param model {@code owner/name}
 * @param version id of the version; {@code hidden} for official models
 * @param deployment {@code owner/name} of the deployment that runs the prediction
 * @param statusText status as the API returns it; use {@link #status()} to make decisions
 * @param input input of the model; empty if removed
 * @param output output so far, as maps, lists, strings, numbers and booleans. {@code Replicate.output(prediction)}
 *     converts it to text and files
 * @param rawError reason of the failure as the API returns it, usually text; use {@link #error()} to read it
 * @param logs log output of the model; empty if there is none
 * @param metrics metrics such as {@code predict_time} in seconds; empty if there are none
 * @param source {@code api} or {@code web}
 * @param dataRemoved whether Replicate removed input, output and logs
 * @param createdAt time of the create
 * @param startedAt time at which the model started
 * @param completedAt time of completion
 * @param deadline time at which Replicate cancels or aborts the prediction
 * @param urls URLs of the prediction
 * @param additionalProperties fields of the API that this version of the client does not know
 * @since 0.1.0
 */
@NotModelInput
public record Prediction(
        @ApiRequired String id,
        @ApiRequired @Nullable String model,
        @ApiRequired @Nullable String version,
        @Nullable String deployment,

        @ApiRequired @JsonProperty("status") @Nullable String statusText,

        @ApiRequired Map<String, @Nullable Object> input,
        @ApiRequired @Nullable Object output,
        @ApiRequired @JsonProperty("error") @Nullable Object rawError,
        String logs,
        Map<String, @Nullable Object> metrics,
        @Nullable String source,
        @ApiRequired @Nullable Boolean dataRemoved,
        @ApiRequired @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deadline,
        @ApiRequired PredictionUrls urls,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable, LongRunningTask {

    /**
     * Create a prediction and set defaults for missing values.
     *
     * @throws IllegalArgumentException if the id is missing or blank
     */
    @SuppressWarnings("NullAway") // the API may omit any field
    public Prediction {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        input = Immutables.map(input);
        metrics = Immutables.map(metrics);
        urls = Objects.requireNonNullElse(urls, PredictionUrls.NONE);
        additionalProperties = Immutables.map(additionalProperties);
    }

    /**
     * Return the log output of the model.
     *
     * @return the logs; empty if there are none or the API omitted them
     */
    @Override
    public String logs() {
        return Objects.requireNonNullElse(this.logs, "");
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

    /** Return whether the response contained logs. Lists omit them; {@link Predictions#logs(Prediction)} reads them. */
    public boolean hasLogs() {
        return this.logs != null;
    }

    /**
     * Return the status.
     *
     * @return the status; {@link PredictionStatus#UNKNOWN} if it is missing or this version of the client does not know
     *     it
     */
    public PredictionStatus status() {
        return PredictionStatus.of(this.statusText);
    }

    /**
     * Return whether the status is terminal: the prediction does not change any more.
     *
     * @return {@code true} also for an unknown status if the prediction has a time of completion
     */
    @Override
    @JsonIgnore
    public boolean isTerminal() {
        return status().isTerminal(this.completedAt);
    }

    /** Return whether the status is {@link PredictionStatus#SUCCEEDED}. */
    public boolean succeeded() {
        return status() == PredictionStatus.SUCCEEDED;
    }

    /**
     * Return the progress that the model reports in its logs.
     *
     * @return the most recent progress, or {@code null} if the logs contain none
     */
    public @Nullable Progress progress() {
        return Progress.of(logs());
    }

    /**
     * Return how long the prediction was queued: the time between its create and the start of the model, as measured by
     * Replicate.
     *
     * @return the time, not negative; {@code null} if the model has not started or a time is missing
     */
    public @Nullable Duration queueTime() {
        if (this.createdAt == null || this.startedAt == null || this.startedAt.isBefore(this.createdAt)) {
            return null;
        }
        return Duration.between(this.createdAt, this.startedAt);
    }

    /**
     * Return how long the model ran: {@code predict_time}. Replicate bills most models by this time.
     *
     * @return the time, not negative; {@code null} if the prediction has not completed or the metric is missing
     */
    public @Nullable Duration runTime() {
        return this.metrics.get("predict_time") instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() < Integer.MAX_VALUE
                ? Duration.ofNanos(Math.round(seconds.doubleValue() * 1e9))
                : null;
    }

    /** Return a description without inputs, outputs and signed URLs. */
    @Override
    public String toString() {
        return "Prediction[id=" + this.id + ", model=" + this.model + ", version=" + this.version + ", status="
                + this.statusText + "]";
    }
}
