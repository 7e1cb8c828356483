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

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.InputFields;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a training is created from.
 *
 * @param destination {@code owner/name} of the model that gets the new version; it must exist
 * @param input what the training is given
 * @param webhook where Replicate sends what happens, or {@code null} to leave that to what the client is set to
 * @param additionalProperties further fields of the body
 */
@NotModelInput
public record TrainingRequest(
        String destination,
        Object input,
        @Nullable WebhookTarget webhook,
        Map<String, @Nullable Object> additionalProperties) {

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is missing or out of range; the message names it
     */
    public TrainingRequest {
        ModelReference.ownerAndName("destination", destination);
        if (input == null) {
            throw new IllegalArgumentException("input must not be null; use an empty Map for one without fields");
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
    public static TrainingRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /** Neither inputs nor the webhook's query, which may be secret. */
    @Override
    public String toString() {
        return "TrainingRequest[destination=" + this.destination + ", webhook=" + this.webhook + "]";
    }

    /**
     * Collects what a training is created from.
     */
    @NotModelInput
    public static final class Builder {

        private @Nullable String destination;

        private final InputFields input = new InputFields();

        private @Nullable WebhookTarget webhook;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Which model gets the new version.
         *
         * @param destination {@code owner/name} of a model that exists and belongs to the account of the token
         * @return this builder
         */
        public Builder destination(String destination) {
            this.destination = destination;
            return this;
        }

        /**
         * What the training is given, as a whole.
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
         * One field of what the training is given. It replaces one of the same name.
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
        public TrainingRequest build() {
            return new TrainingRequest(this.destination, this.input.value(), this.webhook, this.additionalProperties);
        }
    }
}
