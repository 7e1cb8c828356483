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

package io.github.replicate4j.trainings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.predictions.Progress;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A training, as it stood when the API answered. Replicate may leave out any field but the id.
 *
 * <p>Applications get trainings from the client; the components may grow, so the constructor is not for them.
 *
 * @param id id of the training
 * @param model {@code owner/name} of the model that trains
 * @param version id of the version that trains
 * @param statusText status as the API writes it; {@link #status()} is what to decide by
 * @param input what it was given; empty if none is known
 * @param output what it made so far, as plain Java; {@link #trainedVersion()} and {@link #weights()} read it
 * @param error why it failed: mostly text
 * @param logs what it wrote; empty if nothing
 * @param metrics figures such as {@code predict_time} in seconds; empty if none
 * @param source {@code api} or {@code web}
 * @param createdAt when it was created
 * @param startedAt when it began
 * @param completedAt when it came to its end
 * @param urls where it can be found
 * @param additionalProperties further fields of the API that this version does not know
 */
public record Training(
        String id,
        @Nullable String model,
        @Nullable String version,
        @JsonProperty("status") @Nullable String statusText,
        Map<String, @Nullable Object> input,
        @Nullable Object output,
        @Nullable Object error,
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
     * Fills in what is missing.
     *
     * @throws IllegalArgumentException if there is no id
     */
    @SuppressWarnings("NullAway") // the API leaves out what it likes
    public Training {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        input = Immutables.map(input);
        logs = Objects.requireNonNullElse(logs, "");
        metrics = Immutables.map(metrics);
        urls = Objects.requireNonNullElse(urls, TrainingUrls.NONE);
        additionalProperties = Immutables.map(additionalProperties);
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
     * Returns the version that it made, as {@code run} takes it.
     *
     * @return {@code owner/name:version}, or {@code null} as long as there is none
     */
    public @Nullable String trainedVersion() {
        return output("version");
    }

    /**
     * Returns where the weights are that it made.
     *
     * @return a URL, or {@code null} as long as there are none
     */
    public @Nullable String weights() {
        return output("weights");
    }

    private @Nullable String output(String field) {
        return this.output instanceof Map<?, ?> fields && fields.get(field) instanceof String text ? text : null;
    }

    /**
     * Returns how far the training says it has come.
     *
     * @return the last progress in the logs, or {@code null} if there is none
     */
    public @Nullable Progress progress() {
        return Progress.of(this.logs);
    }

    /** Neither inputs nor outputs nor URLs. */
    @Override
    public String toString() {
        return "Training[id=" + this.id + ", model=" + this.model + ", version=" + this.version + ", status="
                + this.statusText + "]";
    }
}
