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

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.json.Immutables;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a model, as it stood when the API answered. Replicate may leave out any field but the id, and removes input,
 * output and logs an hour after the end.
 *
 * <p>Applications get predictions from the client; the components may grow, so the constructor is not for them.
 *
 * @param id id of the prediction
 * @param model {@code owner/name}
 * @param version id of the version; {@code hidden} for official models
 * @param deployment {@code owner/name} of the deployment that ran it
 * @param statusText status as the API writes it; {@link #status()} is what to decide by
 * @param input what the model was given; empty if removed
 * @param output what the model made so far, as plain Java: maps, lists, strings, numbers, booleans.
 *     {@code Replicate.output(prediction)} turns it into text and files
 * @param error why it failed: mostly text
 * @param logs what the model wrote; empty if nothing
 * @param metrics figures such as {@code predict_time} in seconds; empty if none
 * @param source {@code api} or {@code web}
 * @param dataRemoved whether input, output and logs have been removed
 * @param createdAt when it was created
 * @param startedAt when the model began
 * @param completedAt when it came to its end
 * @param deadline when Replicate ends it
 * @param urls where it can be found
 * @param additionalProperties further fields of the API that this version does not know
 */
public record Prediction(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) @Nullable String model,
        @JsonProperty(required = true) @Nullable String version,
        @Nullable String deployment,

        @JsonProperty(value = "status", required = true) @Nullable
        String statusText,

        @JsonProperty(required = true) Map<String, @Nullable Object> input,
        @JsonProperty(required = true) @Nullable Object output,
        @JsonProperty(required = true) @Nullable Object error,
        String logs,
        Map<String, @Nullable Object> metrics,
        @Nullable String source,
        @JsonProperty(required = true) @Nullable Boolean dataRemoved,
        @JsonProperty(required = true) @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deadline,
        @JsonProperty(required = true) PredictionUrls urls,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable, LongRunningTask {

    /**
     * Fills in what is missing.
     *
     * @throws IllegalArgumentException if there is no id
     */
    @SuppressWarnings("NullAway") // the API leaves out what it likes
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
     * Returns what the model wrote.
     *
     * @return logs; empty if there are none, or the API left them out
     */
    @Override
    public String logs() {
        return Objects.requireNonNullElse(this.logs, "");
    }

    /**
     * Return whether the response contained logs. Lists may omit them.
     *
     * @return {@code false} if they were omitted
     */
    public boolean hasLogs() {
        return this.logs != null;
    }

    /**
     * Returns where it stands.
     *
     * @return {@link PredictionStatus#UNKNOWN} if the API gives none, or one that this version does not know
     */
    public PredictionStatus status() {
        return PredictionStatus.of(this.statusText);
    }

    /**
     * Tells whether nothing changes any more.
     *
     * @return {@code true} also for a status that this version does not know, if the API says when it ended
     */
    @Override
    @JsonIgnore
    public boolean isTerminal() {
        return status().isTerminal(this.completedAt);
    }

    /**
     * Tells whether it ended well.
     *
     * @return whether the status is {@link PredictionStatus#SUCCEEDED}
     */
    public boolean succeeded() {
        return status() == PredictionStatus.SUCCEEDED;
    }

    /**
     * Returns how far the model says it has come.
     *
     * @return the last progress in the logs, or {@code null} if there is none
     */
    public @Nullable Progress progress() {
        return Progress.of(logs());
    }

    /** For an end that the API itself does not tell yet. */
    public Prediction endedWith(String statusText, @Nullable Object error) {
        return new Prediction(
                this.id,
                this.model,
                this.version,
                this.deployment,
                statusText,
                this.input,
                this.output,
                error,
                this.logs,
                this.metrics,
                this.source,
                this.dataRemoved,
                this.createdAt,
                this.startedAt,
                this.completedAt,
                this.deadline,
                this.urls,
                this.additionalProperties);
    }

    /**
     * Returns how long it waited for the model: from its create to its start, by Replicate's clock.
     *
     * @return not negative; {@code null} if it has not started, or Replicate does not say when
     */
    public @Nullable Duration queueTime() {
        if (this.createdAt == null || this.startedAt == null || this.startedAt.isBefore(this.createdAt)) {
            return null;
        }
        return Duration.between(this.createdAt, this.startedAt);
    }

    /**
     * Returns how long the model ran, which is what Replicate mostly bills: {@code predict_time}.
     *
     * @return not negative; {@code null} if it has not ended, or Replicate does not say
     */
    public @Nullable Duration runTime() {
        return this.metrics.get("predict_time") instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() < Integer.MAX_VALUE
                ? Duration.ofNanos(Math.round(seconds.doubleValue() * 1e9))
                : null;
    }

    /** Neither inputs nor outputs nor signed URLs. */
    @Override
    public String toString() {
        return "Prediction[id=" + this.id + ", model=" + this.model + ", version=" + this.version + ", status="
                + this.statusText + "]";
    }
}
