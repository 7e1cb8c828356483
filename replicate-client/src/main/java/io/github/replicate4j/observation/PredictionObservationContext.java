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

package io.github.replicate4j.observation;

import io.micrometer.observation.Observation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a prediction that this client has created, from its create to its end.
 */
public final class PredictionObservationContext extends Observation.Context {

    private volatile @Nullable String model;

    private volatile @Nullable String id;

    private volatile @Nullable String version;

    private volatile @Nullable String status;

    private volatile @Nullable Duration queueTime;

    private volatile @Nullable Duration runTime;

    private volatile @Nullable Duration timeToFirstOutput;

    private volatile @Nullable Long inputTokens;

    private volatile @Nullable Long outputTokens;

    /**
     * Returns which model it runs.
     *
     * @return {@code owner/name}, or {@code null} if that is not known, as of a version without its model
     */
    public @Nullable String getModel() {
        return this.model;
    }

    /**
     * Sets the model.
     *
     * @param model {@code owner/name}
     */
    public void setModel(@Nullable String model) {
        this.model = model;
    }

    /**
     * Returns its id.
     *
     * @return id, or {@code null} if the create has not been answered
     */
    public @Nullable String getId() {
        return this.id;
    }

    /**
     * Sets its id.
     *
     * @param id id
     */
    public void setId(String id) {
        this.id = id;
    }

    /**
     * Returns which version runs.
     *
     * @return id of the version, or {@code null} if it is not known
     */
    public @Nullable String getVersion() {
        return this.version;
    }

    /**
     * Sets the version.
     *
     * @param version id of the version
     */
    public void setVersion(@Nullable String version) {
        this.version = version;
    }

    /**
     * Returns where it stands.
     *
     * @return status in the API's words, or {@code null} if that is not known
     */
    public @Nullable String getStatus() {
        return this.status;
    }

    /**
     * Sets where it stands.
     *
     * @param status status in the API's words
     */
    public void setStatus(@Nullable String status) {
        this.status = status;
    }

    /**
     * Returns how long it waited for the model.
     *
     * @return from its create to its start by Replicate's clock, or {@code null} if it did not start or that is not known
     */
    public @Nullable Duration getQueueTime() {
        return this.queueTime;
    }

    /**
     * Sets how long it waited for the model.
     *
     * @param queueTime not negative
     */
    public void setQueueTime(@Nullable Duration queueTime) {
        this.queueTime = queueTime;
    }

    /**
     * Returns how long the model ran, which is what Replicate mostly bills.
     *
     * @return {@code predict_time}, or {@code null} if Replicate does not say
     */
    public @Nullable Duration getRunTime() {
        return this.runTime;
    }

    /**
     * Sets how long the model ran.
     *
     * @param runTime not negative
     */
    public void setRunTime(@Nullable Duration runTime) {
        this.runTime = runTime;
    }

    /**
     * Returns how long it took until the first output came, where that was streamed.
     *
     * @return from the beginning of the create, or {@code null} if nothing was streamed
     */
    public @Nullable Duration getTimeToFirstOutput() {
        return this.timeToFirstOutput;
    }

    /**
     * Sets how long it took until the first output came.
     *
     * @param timeToFirstOutput not negative
     */
    public void setTimeToFirstOutput(@Nullable Duration timeToFirstOutput) {
        this.timeToFirstOutput = timeToFirstOutput;
    }

    /**
     * Returns how many tokens the input had.
     *
     * @return {@code input_token_count}, or {@code null} if Replicate does not say
     */
    public @Nullable Long getInputTokens() {
        return this.inputTokens;
    }

    /**
     * Sets how many tokens the input had.
     *
     * @param inputTokens not negative
     */
    public void setInputTokens(@Nullable Long inputTokens) {
        this.inputTokens = inputTokens;
    }

    /**
     * Returns how many tokens the output had.
     *
     * @return {@code output_token_count}, or {@code null} if Replicate does not say
     */
    public @Nullable Long getOutputTokens() {
        return this.outputTokens;
    }

    /**
     * Sets how many tokens the output had.
     *
     * @param outputTokens not negative
     */
    public void setOutputTokens(@Nullable Long outputTokens) {
        this.outputTokens = outputTokens;
    }

    /** Takes over how it ended. */
    public void setFacts(PredictionObservationContext other) {
        this.status = other.status;
        this.queueTime = other.queueTime;
        this.runTime = other.runTime;
        this.inputTokens = other.inputTokens;
        this.outputTokens = other.outputTokens;
    }
}
