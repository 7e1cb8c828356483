/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageOptions;

/**
 * Options of an image model on Replicate. An option that is not set is not sent, so the model uses its own default. An option that
 * the model does not have is rejected.
 *
 * @since 0.1.0
 */
public final class ReplicateImageOptions implements ImageOptions {

    static final String B64_JSON = "b64_json";

    private static final List<String> RESPONSE_FORMATS = List.of("url", B64_JSON);

    private final @Nullable String model;

    private final @Nullable Integer n;

    private final @Nullable Integer width;

    private final @Nullable Integer height;

    private final @Nullable String style;

    private final @Nullable String responseFormat;

    private final @Nullable String negativePrompt;

    private final @Nullable Duration timeout;

    private final @Nullable Boolean cancelOnTimeout;

    private final Map<String, @Nullable Object> input;

    private ReplicateImageOptions(Builder builder) {
        this.model = builder.model;
        this.n = builder.n;
        this.width = builder.width;
        this.height = builder.height;
        this.style = builder.style;
        this.responseFormat = builder.responseFormat;
        this.negativePrompt = builder.negativePrompt;
        this.timeout = builder.timeout;
        this.cancelOnTimeout = builder.cancelOnTimeout;
        this.input = Collections.unmodifiableMap(new LinkedHashMap<>(builder.input));
    }

    /**
     * Return a builder of options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public @Nullable String getModel() {
        return this.model;
    }

    @Override
    public @Nullable Integer getN() {
        return this.n;
    }

    @Override
    public @Nullable Integer getWidth() {
        return this.width;
    }

    @Override
    public @Nullable Integer getHeight() {
        return this.height;
    }

    @Override
    public @Nullable String getStyle() {
        return this.style;
    }

    @Override
    public @Nullable String getResponseFormat() {
        return this.responseFormat;
    }

    /**
     * Return what the image must not show.
     *
     * @return the text, or {@code null} if it is not set
     */
    public @Nullable String getNegativePrompt() {
        return this.negativePrompt;
    }

    /**
     * Return the deadline of a call, without the download of the images.
     *
     * @return the deadline, or {@code null} for the setting of the client
     */
    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    /**
     * Return whether the prediction is cancelled if the call ends before it completes.
     *
     * @return {@code null} for the setting of the client
     */
    public @Nullable Boolean getCancelOnTimeout() {
        return this.cancelOnTimeout;
    }

    /**
     * Return the inputs that are set by their names in the schema of the model.
     *
     * @return values by name; empty if there are none
     */
    public Map<String, @Nullable Object> getInput() {
        return this.input;
    }

    /**
     * Return a builder with these options.
     *
     * @return a builder
     */
    public Builder mutate() {
        return builder().combineWith(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReplicateImageOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Return the options that are set, by name. */
    private Map<String, Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("model", this.model);
        values.put("n", this.n);
        values.put("width", this.width);
        values.put("height", this.height);
        values.put("style", this.style);
        values.put("responseFormat", this.responseFormat);
        values.put("negativePrompt", this.negativePrompt);
        values.put("timeout", this.timeout);
        values.put("cancelOnTimeout", this.cancelOnTimeout);
        values.put("input", this.input.isEmpty() ? null : this.input);
        values.values().removeIf(Objects::isNull);
        return values;
    }

    /** Return the names of the options that are set, and the model. */
    @Override
    public String toString() {
        return "ReplicateImageOptions[model=" + this.model + ", set=" + values().keySet() + "]";
    }

    /**
     * Builder of {@link ReplicateImageOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String model;

        private @Nullable Integer n;

        private @Nullable Integer width;

        private @Nullable Integer height;

        private @Nullable String style;

        private @Nullable String responseFormat;

        private @Nullable String negativePrompt;

        private @Nullable Duration timeout;

        private @Nullable Boolean cancelOnTimeout;

        private final Map<String, @Nullable Object> input = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Set the model to run.
         *
         * @param model {@code owner/name}, {@code owner/name:version}, or a version id
         * @return this builder
         */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /**
         * Set the number of images. A model that creates one image in a prediction rejects a larger number.
         *
         * @param n at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder n(@Nullable Integer n) {
            this.n = n == null ? null : Arguments.positive("n", n);
            return this;
        }

        /**
         * Set the width. If the model has no width, the width and the height together select one of its sizes or aspect ratios;
         * with an aspect ratio, the model decides on the number of pixels.
         *
         * @param width width in pixels, at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if the width is less than 1
         */
        public Builder width(@Nullable Integer width) {
            this.width = width == null ? null : Arguments.positive("width", width);
            return this;
        }

        /**
         * Set the height.
         *
         * @param height height in pixels, at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if the height is less than 1
         */
        public Builder height(@Nullable Integer height) {
            this.height = height == null ? null : Arguments.positive("height", height);
            return this;
        }

        /**
         * Set the style, one of those of the model.
         *
         * @param style the style, or {@code null} for the default of the model
         * @return this builder
         */
        public Builder style(@Nullable String style) {
            this.style = style;
            return this;
        }

        /**
         * Set the form of the images in the response. URLs of Replicate are valid for an hour; contents are downloaded
         * by the client.
         *
         * @param responseFormat {@code url} or {@code b64_json}, or {@code null} for the default, {@code url}
         * @return this builder
         * @throws IllegalArgumentException if the format is another one
         */
        public Builder responseFormat(@Nullable String responseFormat) {
            if (responseFormat != null && !RESPONSE_FORMATS.contains(responseFormat)) {
                throw new IllegalArgumentException("responseFormat must be url or b64_json, but is " + responseFormat
                        + ". To choose a file type, set an input of the model such as output_format.");
            }
            this.responseFormat = responseFormat;
            return this;
        }

        /**
         * Set what the image must not show.
         *
         * @param negativePrompt the text, or {@code null}
         * @return this builder
         */
        public Builder negativePrompt(@Nullable String negativePrompt) {
            this.negativePrompt = negativePrompt;
            return this;
        }

        /**
         * Set the deadline of a call, after which the prediction is cancelled. The download of the images is not included.
         *
         * @param timeout longer than zero, or {@code null} for the setting of the client
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not longer than zero
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout == null ? null : Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Set whether the prediction is cancelled if the call ends before it completes.
         *
         * @param cancelOnTimeout {@code null} for the setting of the client
         * @return this builder
         */
        public Builder cancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
            this.cancelOnTimeout = cancelOnTimeout;
            return this;
        }

        /**
         * Set an input by its name in the schema of the model. It replaces what another option would set, and is sent as it
         * is.
         *
         * @param name name of the input
         * @param value any value that can be written as JSON, or a file; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder input(String name, @Nullable Object value) {
            this.input.put(Arguments.notBlank("name", name), value);
            return this;
        }

        /**
         * Set several inputs by their names.
         *
         * @param input values by name
         * @return this builder
         * @see #input(String, Object)
         */
        public Builder input(Map<String, ? extends @Nullable Object> input) {
            input.forEach(this::input);
            return this;
        }

        /**
         * Replace options by those that are set in others, which may be those of another provider. Inputs are added.
         *
         * @param other options, or {@code null}
         * @return this builder
         * @throws IllegalArgumentException if a value is not one that this builder takes
         */
        public Builder combineWith(@Nullable ImageOptions other) {
            if (other == null) {
                return this;
            }
            set(other.getModel(), this::model);
            set(other.getN(), this::n);
            set(other.getWidth(), this::width);
            set(other.getHeight(), this::height);
            set(other.getStyle(), this::style);
            set(other.getResponseFormat(), this::responseFormat);
            if (other instanceof ReplicateImageOptions that) {
                set(that.negativePrompt, this::negativePrompt);
                set(that.timeout, this::timeout);
                set(that.cancelOnTimeout, this::cancelOnTimeout);
                this.input.putAll(that.input);
            }
            return this;
        }

        private static <T> void set(@Nullable T value, Consumer<T> setter) {
            if (value != null) {
                setter.accept(value);
            }
        }

        /**
         * Build the options.
         *
         * @return the options
         */
        public ReplicateImageOptions build() {
            return new ReplicateImageOptions(this);
        }
    }
}
