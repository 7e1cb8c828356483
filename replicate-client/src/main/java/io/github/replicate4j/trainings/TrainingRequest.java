/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.InputFields;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a training.
 *
 * @param destination the model that receives the new version, as {@code owner/name}; it must exist
 * @param input input of the training
 * @param webhook webhook of the training, or {@code null} for the default webhook of the client
 * @param reference reference that webhooks of the training return, or {@code null} for none
 * @param additionalProperties further fields of the request body
 * @param validation validation of the input against the schema of the version, or {@code null} for the setting of the client
 * @since 0.1.0
 */
@NotModelInput
public record TrainingRequest(
        String destination,
        Object input,
        @Nullable WebhookTarget webhook,
        @Nullable String reference,
        Map<String, @Nullable Object> additionalProperties,
        @Nullable InputValidation validation) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if the destination is not of the form {@code owner/name}, if there is no input, or
     *     if the reference is invalid
     */
    public TrainingRequest {
        ModelReference.ownerAndName("destination", destination);
        if (input == null) {
            throw new IllegalArgumentException("input must not be null; use an empty Map for an input without fields");
        }
        WebhookQuery.checkReference(reference);
        additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
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
     * @throws IllegalArgumentException if a required field is missing or a field is invalid
     */
    public static TrainingRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /** Return a description without the input and the query of the webhook URL, which can be confidential. */
    @Override
    public String toString() {
        return "TrainingRequest[destination=" + this.destination + ", webhook=" + this.webhook + "]";
    }

    /**
     * Builder of {@link TrainingRequest}. The destination and the input are required.
     *
     * @since 0.1.0
     */
    @NotModelInput
    public static final class Builder {

        private @Nullable String destination;

        private final InputFields input = new InputFields();

        private @Nullable WebhookTarget webhook;

        private @Nullable String reference;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private @Nullable InputValidation validation;

        private Builder() {}

        /**
         * Set the model that receives the new version.
         *
         * @param destination an existing model of the account of the API token, as {@code owner/name}
         * @return this builder
         */
        public Builder destination(String destination) {
            this.destination = destination;
            return this;
        }

        /**
         * Set the whole input.
         *
         * @param input a {@link Map} with the names that the model uses, or a record or bean whose names are converted
         *     to snake case
         * @return this builder
         * @throws IllegalArgumentException if a single field has been set
         */
        public Builder input(Object input) {
            this.input.setInput(input);
            return this;
        }

        /**
         * Set one field of the input. It replaces a field of the same name.
         *
         * @param name name of the field, as the model uses it
         * @param value value that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank, or if the whole input has been set
         */
        public Builder input(String name, @Nullable Object value) {
            this.input.setField(name, value);
            return this;
        }

        /**
         * Set the validation of the input against the schema of the model. Default: the setting of the client.
         *
         * @param validation whether to validate, and whether to reject an input that does not match
         * @return this builder
         */
        public Builder validation(InputValidation validation) {
            this.validation = validation;
            return this;
        }

        /**
         * Set the webhook.
         *
         * @param webhook absolute {@code https} URL
         * @param filter events to send; if empty, those of {@link #webhookEventsFilter}, or Replicate's default
         * @return this builder
         * @throws IllegalArgumentException if Replicate cannot send webhooks to this URL
         */
        public Builder webhook(URI webhook, WebhookEventType... filter) {
            this.webhook = target().withUrl(webhook, filter);
            return this;
        }

        /**
         * Set the events to send to the webhook of this request, or to the default webhook of the client if the request
         * has none.
         *
         * @param first event to send
         * @param more further events to send
         * @return this builder
         */
        public Builder webhookEventsFilter(WebhookEventType first, WebhookEventType... more) {
            this.webhook = target().withEvents(first, more);
            return this;
        }

        /**
         * Request no webhook, even if the client has a default webhook.
         *
         * @return this builder
         */
        public Builder withoutWebhook() {
            this.webhook = WebhookTarget.NONE;
            return this;
        }

        private WebhookTarget target() {
            return this.webhook == null ? WebhookTarget.NONE : this.webhook;
        }

        /**
         * Set a reference of the application, as
         * {@link io.github.replicate4j.predictions.PredictionRequest.Builder#reference(String)}.
         *
         * @param reference not blank, at most 200 characters, without control characters
         * @return this builder
         * @throws IllegalArgumentException if the reference is invalid
         */
        public Builder reference(String reference) {
            this.reference = WebhookQuery.validReference(reference);
            return this;
        }

        /**
         * Add a field of the request body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value value that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder additionalProperty(String name, @Nullable Object value) {
            this.additionalProperties.put(Arguments.notBlank("additionalProperty", name), value);
            return this;
        }

        /**
         * Create the request.
         *
         * @return the request
         * @throws IllegalArgumentException if the destination is not of the form {@code owner/name}, or if there is no
         *     input
         */
        @SuppressWarnings("NullAway") // the record checks for missing fields
        public TrainingRequest build() {
            return new TrainingRequest(
                    this.destination,
                    this.input.value(),
                    this.webhook,
                    this.reference,
                    this.additionalProperties,
                    this.validation);
        }
    }
}
