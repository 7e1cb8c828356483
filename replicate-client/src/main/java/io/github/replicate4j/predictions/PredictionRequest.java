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

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.InputFields;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction is created from.
 *
 * @param version {@code owner/name:version}, a bare version id, or {@code owner/name} of an official model;
 *     {@code null} where the model or the deployment is named otherwise
 * @param input what the model is given
 * @param webhook where Replicate sends what happens, or {@code null} to leave that to what the client is set to
 * @param preferWait how long the create itself waits for the end, or {@code null} for not at all
 * @param cancelAfter how long the prediction may live at Replicate, or {@code null} for Replicate's own limit
 * @param additionalProperties further fields of the body
 * @param fileEncoding what files in the input become, or {@code null} for the client's own setting
 */
@NotModelInput
public record PredictionRequest(
        @Nullable String version,
        Object input,
        @Nullable WebhookTarget webhook,
        @Nullable Duration preferWait,
        @Nullable Duration cancelAfter,
        Map<String, @Nullable Object> additionalProperties,
        @Nullable FileEncoding fileEncoding) {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** The shortest {@code cancelAfter}: 5 s. */
    public static final Duration MIN_CANCEL_AFTER = Duration.ofSeconds(5);

    /** The longest {@code cancelAfter}: 24 h. */
    public static final Duration MAX_CANCEL_AFTER = Duration.ofHours(24);

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is out of range; the message names it
     */
    public PredictionRequest {
        if (input == null) {
            throw new IllegalArgumentException(
                    "input must be set and not null; use an empty Map for a model without inputs");
        }
        if (version != null) {
            Arguments.notBlank("version", version);
        }
        if (preferWait != null) {
            Arguments.wholeSeconds("preferWait", preferWait, Duration.ofSeconds(1), LONGEST_WAIT);
        }
        if (cancelAfter != null) {
            Arguments.wholeSeconds("cancelAfter", cancelAfter, MIN_CANCEL_AFTER, MAX_CANCEL_AFTER);
        }
        additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
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
    public static PredictionRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /** Neither inputs nor the webhook's query, which may be secret. */
    @Override
    public String toString() {
        return "PredictionRequest[version=" + this.version + ", preferWait=" + this.preferWait + ", cancelAfter="
                + this.cancelAfter + ", webhook=" + this.webhook + "]";
    }

    /**
     * Collects what a prediction is created from.
     */
    @NotModelInput
    public static final class Builder {

        private @Nullable String version;

        private final InputFields input = new InputFields();

        private @Nullable WebhookTarget webhook;

        private @Nullable Duration preferWait;

        private @Nullable Duration cancelAfter;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private @Nullable FileEncoding fileEncoding;

        private Builder() {}

        /**
         * What to run.
         *
         * @param version {@code owner/name:version}, a bare version id, or {@code owner/name} of an official model
         * @return this builder
         */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /**
         * What the model is given, as a whole. Files can stand anywhere in it, as a {@link java.nio.file.Path}, a
         * {@link org.springframework.core.io.Resource}, an {@link java.io.InputStream}, {@code byte[]}, a file
         * that came with a form in Spring MVC or WebFlux, a {@link io.github.replicate4j.files.FileUpload}, or a file that is
         * at Replicate already.
         *
         * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
         * @return this builder
         * @throws IllegalArgumentException if a single field has been set
         */
        public Builder input(Object input) {
            this.input.whole(input);
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
            this.input.field(name, value);
            return this;
        }

        /**
         * What files in the input become, whatever the client is set to.
         *
         * @param fileEncoding as data URLs, as uploads, or by size
         * @return this builder
         */
        public Builder fileEncoding(FileEncoding fileEncoding) {
            this.fileEncoding = fileEncoding;
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
            this.webhook = WebhookTarget.to(webhook, filter);
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
            this.webhook = new WebhookTarget(null, EnumSet.of(first, more));
            return this;
        }

        /**
         * Lets Replicate send nothing, even if the client is set to ask for webhooks.
         *
         * @return this builder
         */
        public Builder withoutWebhook() {
            this.webhook = WebhookTarget.NONE;
            return this;
        }

        /**
         * Lets the create itself wait for the end, and answer earlier when it comes: {@code Prefer: wait}.
         *
         * @param preferWait whole seconds from 1 to 60
         * @return this builder
         */
        public Builder preferWait(Duration preferWait) {
            this.preferWait = preferWait;
            return this;
        }

        /**
         * Lets Replicate end the prediction when it has lived for so long: {@code Cancel-After}.
         *
         * @param cancelAfter whole seconds from 5 s to 24 h
         * @return this builder
         */
        public Builder cancelAfter(Duration cancelAfter) {
            this.cancelAfter = cancelAfter;
            return this;
        }

        /**
         * Adds a field of the body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value anything that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder additionalProperty(String name, @Nullable Object value) {
            this.additionalProperties.put(Arguments.notBlank("additionalProperty", name), value);
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if something is missing or out of range; the message names it
         */
        @SuppressWarnings("NullAway") // the record names what is missing
        public PredictionRequest build() {
            return new PredictionRequest(
                    this.version,
                    this.input.value(),
                    this.webhook,
                    this.preferWait,
                    this.cancelAfter,
                    this.additionalProperties,
                    this.fileEncoding);
        }
    }
}
