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

package io.github.replicate4j.run;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.webhook.WebhookEventType;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and how long to wait for it.
 *
 * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a bare version id
 * @param prediction the prediction to create, without a version
 * @param timeout how long to wait in all, or {@code null} for the client's own setting
 * @param cancelOnAbandon whether the prediction is cancelled when the call ends early, or {@code null} for the client's
 *     own setting
 * @param onProgress is told how the prediction stands, or {@code null}
 */
@NotModelInput
public record RunRequest(
        String model,
        PredictionRequest prediction,
        @Nullable Duration timeout,
        @Nullable Boolean cancelOnAbandon,
        @Nullable Consumer<Prediction> onProgress) {

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is missing or out of range; the message names it
     */
    public RunRequest {
        ModelReference.parse(Arguments.notBlank("model", model));
        if (prediction.version() != null) {
            throw new IllegalArgumentException("version must not be set: the model names it, as owner/name:version");
        }
        if (timeout != null) {
            Arguments.positive("timeout", timeout);
        }
    }

    /**
     * Begins a request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static RunRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Collects what to run.
     */
    @NotModelInput
    public static final class Builder {

        private @Nullable String model;

        private @Nullable Duration timeout;

        private @Nullable Boolean cancelOnAbandon;

        private @Nullable Consumer<Prediction> onProgress;

        private final PredictionRequest.Builder prediction = PredictionRequest.builder();

        private Builder() {}

        /**
         * What to run.
         *
         * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a bare version id
         * @return this builder
         */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /**
         * What the model is given, as a whole. Files can stand anywhere in it.
         *
         * @param input a {@link java.util.Map} with the model's own names, or a record or bean whose names become snake
         *     case
         * @return this builder
         * @throws IllegalArgumentException if a single field has been set
         */
        public Builder input(Object input) {
            this.prediction.input(input);
            return this;
        }

        /**
         * One field of what the model is given. It replaces one of the same name.
         *
         * @param name name of the field, as the model has it
         * @param value anything that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank, or the input has been set as a whole
         */
        public Builder input(String name, @Nullable Object value) {
            this.prediction.input(name, value);
            return this;
        }

        /**
         * What files in the input become, whatever the client is set to.
         *
         * @param fileEncoding as data URLs, as uploads, or by size
         * @return this builder
         */
        public Builder fileEncoding(FileEncoding fileEncoding) {
            this.prediction.fileEncoding(fileEncoding);
            return this;
        }

        /**
         * How long to wait in all.
         *
         * @param timeout longer than zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Whether the prediction is cancelled at Replicate when this call ends early: on its time-out, on an interrupt,
         * on disposal.
         *
         * @param cancelOnAbandon {@code false} lets it run on
         * @return this builder
         */
        public Builder cancelOnAbandon(boolean cancelOnAbandon) {
            this.cancelOnAbandon = cancelOnAbandon;
            return this;
        }

        /**
         * Listens while the run is waited for: to the prediction as it was created, and as it is each time the client has
         * asked for it, up to its end. {@link Prediction#progress()} says how far it has come. With it, the create itself
         * is not held back unless {@code preferWait} is set, so that there is something to listen to.
         *
         * @param onProgress called on a thread of its own, one call after the other; what it throws ends the run. It has
         *     no effect on streams, which tell logs as events
         * @return this builder
         */
        public Builder onProgress(Consumer<Prediction> onProgress) {
            this.onProgress = onProgress;
            return this;
        }

        /**
         * Lets the create itself wait for the end: {@code Prefer: wait}. What is left of the time is polled.
         *
         * @param preferWait whole seconds from 1 to 60
         * @return this builder
         */
        public Builder preferWait(Duration preferWait) {
            this.prediction.preferWait(preferWait);
            return this;
        }

        /**
         * Lets Replicate end the prediction when it has lived for so long: {@code Cancel-After}. Without it, that is the
         * time-out, unless the prediction is to run on.
         *
         * @param cancelAfter whole seconds from 5 s to 24 h
         * @return this builder
         */
        public Builder cancelAfter(Duration cancelAfter) {
            this.prediction.cancelAfter(cancelAfter);
            return this;
        }

        /**
         * Where Replicate sends what happens.
         *
         * @param webhook absolute {@code https} URL
         * @param filter what it sends; without any, Replicate's own choice
         * @return this builder
         * @throws IllegalArgumentException if Replicate cannot send to this URL
         */
        public Builder webhook(URI webhook, WebhookEventType... filter) {
            this.prediction.webhook(webhook, filter);
            return this;
        }

        /**
         * What Replicate sends, to where the client is set to ask for webhooks.
         *
         * @param first what it sends
         * @param more what else it sends
         * @return this builder
         */
        public Builder webhookEventsFilter(WebhookEventType first, WebhookEventType... more) {
            this.prediction.webhookEventsFilter(first, more);
            return this;
        }

        /**
         * Lets Replicate send nothing, even if the client is set to ask for webhooks.
         *
         * @return this builder
         */
        public Builder withoutWebhook() {
            this.prediction.withoutWebhook();
            return this;
        }

        /**
         * Adds a field of the body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value anything that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         */
        public Builder additionalProperty(String name, @Nullable Object value) {
            this.prediction.additionalProperty(name, value);
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if something is missing or out of range; the message names it
         */
        @SuppressWarnings("NullAway") // the record names what is missing
        public RunRequest build() {
            return new RunRequest(
                    this.model, this.prediction.build(), this.timeout, this.cancelOnAbandon, this.onProgress);
        }
    }
}
