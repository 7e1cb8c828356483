/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.micrometer.observation.Observation;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observation of a prediction that this client created, from its create to its completion.
 *
 * @since 0.1.0
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

    private volatile @Nullable BigDecimal cost;

    private volatile @Nullable String currency;

    /**
     * Return the model.
     *
     * @return {@code owner/name}, or {@code null} if it is not known, as for a version without its model
     */
    public @Nullable String getModel() {
        return this.model;
    }

    /**
     * Set the model.
     *
     * @param model {@code owner/name}, or {@code null}
     */
    public void setModel(@Nullable String model) {
        this.model = model;
    }

    /**
     * Return the id of the prediction.
     *
     * @return id, or {@code null} if there has been no response to the create
     */
    public @Nullable String getId() {
        return this.id;
    }

    /**
     * Set the id of the prediction.
     *
     * @param id id
     */
    public void setId(String id) {
        this.id = id;
    }

    /**
     * Return the version of the model.
     *
     * @return id of the version, or {@code null} if it is not known
     */
    public @Nullable String getVersion() {
        return this.version;
    }

    /**
     * Set the version of the model.
     *
     * @param version id of the version, or {@code null}
     */
    public void setVersion(@Nullable String version) {
        this.version = version;
    }

    /**
     * Return the status of the prediction.
     *
     * @return status as in the API, or {@code null} if it is not known
     */
    public @Nullable String getStatus() {
        return this.status;
    }

    /**
     * Set the status of the prediction.
     *
     * @param status status as in the API, or {@code null}
     */
    public void setStatus(@Nullable String status) {
        this.status = status;
    }

    /**
     * Return the time from the create to the start of the model, by Replicate's clock.
     *
     * @return the queue time, or {@code null} if the prediction did not start or the time is not known
     */
    public @Nullable Duration getQueueTime() {
        return this.queueTime;
    }

    /**
     * Set the time from the create to the start of the model.
     *
     * @param queueTime not negative, or {@code null}
     */
    public void setQueueTime(@Nullable Duration queueTime) {
        this.queueTime = queueTime;
    }

    /**
     * Return the time for which the model ran, which Replicate bills for most models.
     *
     * @return {@code predict_time}, or {@code null} if Replicate does not report it
     */
    public @Nullable Duration getRunTime() {
        return this.runTime;
    }

    /**
     * Set the time for which the model ran.
     *
     * @param runTime not negative, or {@code null}
     */
    public void setRunTime(@Nullable Duration runTime) {
        this.runTime = runTime;
    }

    /**
     * Return the time from the start of the create to the first streamed output.
     *
     * @return the time, or {@code null} if no output was streamed
     */
    public @Nullable Duration getTimeToFirstOutput() {
        return this.timeToFirstOutput;
    }

    /**
     * Set the time from the start of the create to the first streamed output.
     *
     * @param timeToFirstOutput not negative, or {@code null}
     */
    public void setTimeToFirstOutput(@Nullable Duration timeToFirstOutput) {
        this.timeToFirstOutput = timeToFirstOutput;
    }

    /**
     * Return the number of input tokens.
     *
     * @return {@code input_token_count}, or {@code null} if Replicate does not report it
     */
    public @Nullable Long getInputTokens() {
        return this.inputTokens;
    }

    /**
     * Set the number of input tokens.
     *
     * @param inputTokens not negative, or {@code null}
     */
    public void setInputTokens(@Nullable Long inputTokens) {
        this.inputTokens = inputTokens;
    }

    /**
     * Return whether Spring AI reports the tokens of this prediction: it succeeded as a part of a call of a chat or embedding
     * model that Spring AI observes with the provider {@code replicate}. The default convention and the metrics of the starter
     * then leave the tokens to Spring AI, so that they are counted once.
     *
     * @return {@code false} also if Spring AI is not used
     */
    public boolean isTokenUsageReportedBySpringAi() {
        return "succeeded".equals(this.status) && SpringAiObservations.includeParentOf(this);
    }

    /**
     * Return the number of output tokens.
     *
     * @return {@code output_token_count}, or {@code null} if Replicate does not report it
     */
    public @Nullable Long getOutputTokens() {
        return this.outputTokens;
    }

    /**
     * Set the number of output tokens.
     *
     * @param outputTokens not negative, or {@code null}
     */
    public void setOutputTokens(@Nullable Long outputTokens) {
        this.outputTokens = outputTokens;
    }

    /**
     * Return the cost, computed from the prices of the application.
     *
     * @return amount, zero or more, or {@code null} if there is no price or the cost is not known
     */
    public @Nullable BigDecimal getCost() {
        return this.cost;
    }

    /**
     * Return the name of the currency of the cost.
     *
     * @return name such as {@code USD}, or {@code null} if the application sets no prices or the prediction has not completed
     */
    public @Nullable String getCurrency() {
        return this.currency;
    }

    /**
     * Set the cost.
     *
     * @param cost amount, zero or more, or {@code null} if it is not known
     * @param currency name of the currency, or {@code null} if the application sets no prices
     */
    public void setCost(@Nullable BigDecimal cost, @Nullable String currency) {
        this.cost = cost;
        this.currency = currency;
    }
}
