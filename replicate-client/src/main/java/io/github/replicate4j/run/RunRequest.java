/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.webhook.WebhookEventType;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to run a model, with the deadline of the run.
 *
 * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a version id
 * @param prediction the prediction to create; must have no version
 * @param timeout deadline of the run, longer than zero, or {@code null} for the setting of the client
 * @param cancelOnAbandon whether to cancel the prediction if the call ends before it completes, or {@code null} for the
 *     setting of the client
 * @param onProgress listener for states of the prediction, or {@code null} for none
 * @param withoutPreferWait whether the create returns immediately, whatever the setting of the client and of the
 *     prediction
 * @param awaitCompletion whether the run returns at completion only, and not already when all output files exist
 * @since 0.1.0
 */
@NotModelInput
public record RunRequest(
        String model,
        PredictionRequest prediction,
        @Nullable Duration timeout,
        @Nullable Boolean cancelOnAbandon,
        @Nullable Consumer<Prediction> onProgress,
        boolean withoutPreferWait,
        boolean awaitCompletion) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if the model reference is missing or invalid, or a value is out of range; the
     *     message names the field
     */
    public RunRequest {
        ModelReference.ofModel(model);
        if (prediction.version() != null) {
            throw new IllegalArgumentException("version must not be set: add it to the model, as owner/name:version");
        }
        if (timeout != null) {
            timeout = Arguments.positive("timeout", timeout);
        }
    }

    /**
     * Return a builder of a request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request callback that sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static RunRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Builder of a {@link RunRequest}.
     *
     * @since 0.1.0
     */
    @NotModelInput
    public static final class Builder {

        private @Nullable String model;

        private @Nullable Duration timeout;

        private @Nullable Boolean cancelOnAbandon;

        private @Nullable Consumer<Prediction> onProgress;

        private boolean withoutPreferWait;

        private boolean awaitCompletion;

        private final PredictionRequest.Builder prediction = PredictionRequest.builder();

        private Builder() {}

        /**
         * Set the model to run.
         *
         * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a version id
         * @return this builder
         */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /**
         * Set the whole input. It may contain files at any depth: see {@link PredictionRequest.Builder#input(Object)}.
         *
         * @param input a {@link java.util.Map} with the field names of the model, or a record or bean whose property
         *     names are converted to snake case
         * @return this builder
         * @throws IllegalArgumentException if a single field is set
         */
        public Builder input(Object input) {
            this.prediction.input(input);
            return this;
        }

        /**
         * Set one field of the input. It replaces a field with the same name.
         *
         * @param name name of the field in the schema of the model
         * @param value any value that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or the whole input is set
         */
        public Builder input(String name, @Nullable Object value) {
            this.prediction.input(name, value);
            return this;
        }

        /**
         * Set the encoding of files in the input. Default: the setting of the client.
         *
         * @param fileEncoding data URLs, uploads, or a choice by size
         * @return this builder
         */
        public Builder fileEncoding(FileEncoding fileEncoding) {
            this.prediction.fileEncoding(fileEncoding);
            return this;
        }

        /**
         * Set the validation of the input against the schema of the model. Default: the setting of the client.
         *
         * @param validation whether to validate, and whether to reject an input that does not match
         * @return this builder
         */
        public Builder validation(InputValidation validation) {
            this.prediction.validation(validation);
            return this;
        }

        /**
         * Set the deadline of the run. Default: the setting of the client.
         *
         * @param timeout longer than zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Set whether to cancel the prediction at Replicate if the call ends before it completes: by timeout,
         * interruption, cancellation or shutdown. Default: the setting of the client.
         *
         * @param cancelOnAbandon {@code false} to let the prediction run
         * @return this builder
         */
        public Builder cancelOnAbandon(boolean cancelOnAbandon) {
            this.cancelOnAbandon = cancelOnAbandon;
            return this;
        }

        /**
         * Set a listener for states of the prediction while the run waits: the state after the create and each polled
         * state until completion. {@link Prediction#progress()} returns the progress. With a listener, the create does
         * not wait for completion unless {@code preferWait} is set, so that states can be polled. Streams ignore the
         * listener; they emit logs as events.
         *
         * @param onProgress called sequentially on a thread that may block; an exception that it throws ends the run
         * @return this builder
         */
        public Builder onProgress(Consumer<Prediction> onProgress) {
            this.onProgress = onProgress;
            return this;
        }

        /**
         * Set how long the create waits for completion at Replicate: {@code Prefer: wait}. After that the prediction is
         * polled. Default: the setting of the client.
         *
         * @param preferWait whole seconds from 1 to 60
         * @return this builder
         */
        public Builder preferWait(Duration preferWait) {
            this.prediction.preferWait(preferWait);
            this.withoutPreferWait = false;
            return this;
        }

        /**
         * Do not wait for completion in the create, whatever the setting of the client: the id is known immediately, and the
         * prediction is polled.
         *
         * @return this builder
         */
        public Builder withoutPreferWait() {
            this.withoutPreferWait = true;
            return this;
        }

        /**
         * Return the output at completion only, so that its prediction has logs, metrics and the time of completion. By
         * default, a run returns as soon as Replicate reports that all output files exist, which is shortly before
         * completion, and many concurrent runs read completions from lists, which omit the logs.
         *
         * @return this builder
         */
        public Builder awaitCompletion() {
            this.awaitCompletion = true;
            return this;
        }

        /**
         * Set the time after which Replicate cancels the prediction: {@code Cancel-After}. Default: the deadline of the
         * run, or the limit of Replicate if {@code cancelOnAbandon} is disabled.
         *
         * @param cancelAfter whole seconds from 5 s to 24 h
         * @return this builder
         */
        public Builder cancelAfter(Duration cancelAfter) {
            this.prediction.cancelAfter(cancelAfter);
            return this;
        }

        /**
         * Set the webhook of the prediction. Default: the default webhook of the client.
         *
         * @param webhook absolute {@code https} URL
         * @param filter events to send; if empty, those of {@link #webhookEventsFilter}, or the default of Replicate
         * @return this builder
         * @throws IllegalArgumentException if Replicate cannot send to this URL
         */
        public Builder webhook(URI webhook, WebhookEventType... filter) {
            this.prediction.webhook(webhook, filter);
            return this;
        }

        /**
         * Set the events that Replicate sends to the webhook of this request, or to the default webhook of the client if
         * the request has none.
         *
         * @param first an event
         * @param more further events
         * @return this builder
         */
        public Builder webhookEventsFilter(WebhookEventType first, WebhookEventType... more) {
            this.prediction.webhookEventsFilter(first, more);
            return this;
        }

        /**
         * Disable the default webhook of the client for this prediction.
         *
         * @return this builder
         */
        public Builder withoutWebhook() {
            this.prediction.withoutWebhook();
            return this;
        }

        /**
         * Set a reference of the application, as {@link PredictionRequest.Builder#reference(String)}.
         *
         * @param reference not blank, at most 200 characters, without control characters
         * @return this builder
         * @throws IllegalArgumentException if the reference is invalid
         */
        public Builder reference(String reference) {
            this.prediction.reference(reference);
            return this;
        }

        /**
         * Set a field of the request body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value any value that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder additionalProperty(String name, @Nullable Object value) {
            this.prediction.additionalProperty(name, value);
            return this;
        }

        /**
         * Build the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required field is missing or a value is out of range; the message names
         *     the field
         */
        @SuppressWarnings("NullAway") // the record rejects missing values
        public RunRequest build() {
            return new RunRequest(
                    this.model,
                    this.prediction.build(),
                    this.timeout,
                    this.cancelOnAbandon,
                    this.onProgress,
                    this.withoutPreferWait,
                    this.awaitCompletion);
        }
    }
}
