/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.InputFields;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a prediction.
 *
 * @param version {@code owner/name:version}, a version id, or {@code owner/name} of an official model; {@code null} if
 *     the operation names the model or the deployment
 * @param input input of the model
 * @param webhook webhook of the prediction, or {@code null} for the default webhook of the client
 * @param reference reference that webhooks of the prediction return, or {@code null} for none
 * @param preferWait time for which the create waits for completion at Replicate, in whole seconds from 1 to
 *     60, or {@code null} to return immediately
 * @param cancelAfter time after which Replicate cancels the prediction, in whole seconds from 5 s to 24 h, or
 *     {@code null} for the limit of Replicate
 * @param additionalProperties additional fields of the request body
 * @param fileEncoding encoding of files in the input, or {@code null} for the setting of the client
 * @param validation validation of the input against the schema of the model, or {@code null} for the setting of the client
 * @since 0.1.0
 */
@NotModelInput
public record PredictionRequest(
        @Nullable String version,
        Object input,
        @Nullable WebhookTarget webhook,
        @Nullable String reference,
        @Nullable Duration preferWait,
        @Nullable Duration cancelAfter,
        Map<String, @Nullable Object> additionalProperties,
        @Nullable FileEncoding fileEncoding,
        @Nullable InputValidation validation) {

    private static final Duration MAX_PREFER_WAIT = Duration.ofSeconds(60);

    /** The minimum {@code cancelAfter}: 5 s. */
    public static final Duration MIN_CANCEL_AFTER = Duration.ofSeconds(5);

    /** The maximum {@code cancelAfter}: 24 h. */
    public static final Duration MAX_CANCEL_AFTER = Duration.ofHours(24);

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if the input is {@code null} or a value is out of range; the message names the
     *     field
     */
    public PredictionRequest {
        if (input == null) {
            throw new IllegalArgumentException(
                    "input must be set and not null; use an empty Map for a model without inputs");
        }
        if (version != null) {
            Arguments.notBlank("version", version);
        }
        WebhookQuery.checkReference(reference);
        if (preferWait != null) {
            Arguments.wholeSeconds("preferWait", preferWait, Duration.ofSeconds(1), MAX_PREFER_WAIT);
        }
        if (cancelAfter != null) {
            Arguments.wholeSeconds("cancelAfter", cancelAfter, MIN_CANCEL_AFTER, MAX_CANCEL_AFTER);
        }
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
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static PredictionRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /** Return a description without the input and the query of the webhook URL, which may contain secrets. */
    @Override
    public String toString() {
        return "PredictionRequest[version=" + this.version + ", preferWait=" + this.preferWait + ", cancelAfter="
                + this.cancelAfter + ", webhook=" + this.webhook + "]";
    }

    /**
     * Builder of a {@link PredictionRequest}.
     *
     * @since 0.1.0
     */
    @NotModelInput
    public static final class Builder {

        private @Nullable String version;

        private final InputFields input = new InputFields();

        private @Nullable WebhookTarget webhook;

        private @Nullable String reference;

        private @Nullable Duration preferWait;

        private @Nullable Duration cancelAfter;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private @Nullable FileEncoding fileEncoding;

        private @Nullable InputValidation validation;

        private Builder() {}

        /**
         * Set the version to run.
         *
         * @param version {@code owner/name:version}, a version id, or {@code owner/name} of an official model
         * @return this builder
         */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /**
         * Set the whole input. It may contain files at any depth: {@link java.nio.file.Path},
         * {@link org.springframework.core.io.Resource}, {@link java.io.InputStream}, {@code byte[]}, a multipart file
         * of Spring MVC or WebFlux, {@link io.github.replicate4j.files.FileUpload}, or a file that is stored at
         * Replicate.
         *
         * @param input a {@link Map} with the field names of the model, or a record or bean whose property names are
         *     converted to snake case
         * @return this builder
         * @throws IllegalArgumentException if a single field is set
         */
        public Builder input(Object input) {
            this.input.setInput(input);
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
            this.input.setField(name, value);
            return this;
        }

        /**
         * Set the encoding of files in the input. Default: the setting of the client.
         *
         * @param fileEncoding data URLs, uploads, or a choice by size
         * @return this builder
         */
        public Builder fileEncoding(FileEncoding fileEncoding) {
            this.fileEncoding = fileEncoding;
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
         * Set the webhook of the prediction. Default: the default webhook of the client.
         *
         * @param webhook absolute {@code https} URL
         * @param filter events to send; if empty, those of {@link #webhookEventsFilter}, or the default of Replicate
         * @return this builder
         * @throws IllegalArgumentException if Replicate cannot send to this URL
         */
        public Builder webhook(URI webhook, WebhookEventType... filter) {
            this.webhook = target().withUrl(webhook, filter);
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
            this.webhook = target().withEvents(first, more);
            return this;
        }

        /**
         * Disable the default webhook of the client for this prediction.
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
         * Set a reference of the application, such as the id of an order. The client adds it to the URL of the webhook, and
         * events return it: {@link io.github.replicate4j.event.WebhookEvent#reference()}. A listener can find its record by
         * it even before the response to the create arrives. It is not signed, and appears in access logs. It has no
         * effect if no webhook is requested.
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
         * Set the time for which the create waits for completion at Replicate: {@code Prefer: wait}. It returns
         * earlier if the prediction completes earlier. Default: no wait.
         *
         * @param preferWait whole seconds from 1 to 60
         * @return this builder
         */
        public Builder preferWait(Duration preferWait) {
            this.preferWait = preferWait;
            return this;
        }

        /**
         * Set the time after which Replicate cancels the prediction: {@code Cancel-After}. Default: the limit of
         * Replicate.
         *
         * @param cancelAfter whole seconds from 5 s to 24 h
         * @return this builder
         */
        public Builder cancelAfter(Duration cancelAfter) {
            this.cancelAfter = cancelAfter;
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
            this.additionalProperties.put(Arguments.notBlank("additionalProperty", name), value);
            return this;
        }

        /**
         * Build the request.
         *
         * @return the request
         * @throws IllegalArgumentException if the input is missing or a value is out of range; the message names the
         *     field
         */
        @SuppressWarnings("NullAway") // the record rejects missing values
        public PredictionRequest build() {
            return new PredictionRequest(
                    this.version,
                    this.input.value(),
                    this.webhook,
                    this.reference,
                    this.preferWait,
                    this.cancelAfter,
                    this.additionalProperties,
                    this.fileEncoding,
                    this.validation);
        }
    }
}
