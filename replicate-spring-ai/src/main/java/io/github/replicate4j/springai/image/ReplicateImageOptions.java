/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.springai.internal.BaseOptions;
import io.github.replicate4j.springai.internal.OptionValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageOptions;

/**
 * Options of an image model on Replicate. An option that is not set is not sent, so the model uses its own default. A call
 * with an option that the model does not have is rejected.
 *
 * @since 0.1.0
 */
public final class ReplicateImageOptions extends BaseOptions implements ImageOptions {

    static final String B64_JSON = "b64_json";

    private static final List<String> RESPONSE_FORMATS = List.of("url", B64_JSON);

    private ReplicateImageOptions(Builder builder) {
        super(builder);
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
    public @Nullable Integer getN() {
        return get("n", Integer.class);
    }

    @Override
    public @Nullable Integer getWidth() {
        return get("width", Integer.class);
    }

    @Override
    public @Nullable Integer getHeight() {
        return get("height", Integer.class);
    }

    @Override
    public @Nullable String getStyle() {
        return get("style", String.class);
    }

    @Override
    public @Nullable String getResponseFormat() {
        return get("responseFormat", String.class);
    }

    /**
     * Return what the image must not show.
     *
     * @return the text, or {@code null} if it is not set
     */
    public @Nullable String getNegativePrompt() {
        return get("negativePrompt", String.class);
    }

    /**
     * Return a builder with these options.
     *
     * @return a builder
     */
    public Builder mutate() {
        return builder().combineWith(this);
    }

    /**
     * Builder of {@link ReplicateImageOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends BaseOptions.Builder<Builder> {

        private Builder() {}

        /**
         * Set the number of images. If the model creates one image in a prediction, a call with a larger number is rejected.
         *
         * @param n at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder n(@Nullable Integer n) {
            return setPositive("n", n);
        }

        /**
         * Set the width. If the model has no width, the width and the height together select one of its sizes or aspect ratios.
         * With an aspect ratio, the model decides on the number of pixels.
         *
         * @param width width in pixels, at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if the width is less than 1
         */
        public Builder width(@Nullable Integer width) {
            return setPositive("width", width);
        }

        /**
         * Set the height. {@link #width(Integer)} explains models that have no height.
         *
         * @param height height in pixels, at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if the height is less than 1
         */
        public Builder height(@Nullable Integer height) {
            return setPositive("height", height);
        }

        /**
         * Set the style. If the model lists its styles, a call with another style is rejected.
         *
         * @param style the style, or {@code null} for the default of the model
         * @return this builder
         */
        public Builder style(@Nullable String style) {
            return set("style", style);
        }

        /**
         * Set the form of the images in the response. URLs of Replicate are valid for an hour. With {@code b64_json}, the client
         * downloads the images and encodes them in Base64.
         *
         * @param responseFormat {@code url} or {@code b64_json}, or {@code null} for the default, {@code url}
         * @return this builder
         * @throws IllegalArgumentException if the format is neither of them
         */
        public Builder responseFormat(@Nullable String responseFormat) {
            if (responseFormat != null && !RESPONSE_FORMATS.contains(responseFormat)) {
                throw new IllegalArgumentException("responseFormat must be url or b64_json, but is " + responseFormat
                        + ". To choose a file type, set an input of the model such as output_format.");
            }
            return set("responseFormat", responseFormat);
        }

        /**
         * Set what the image must not show.
         *
         * @param negativePrompt the text, or {@code null}
         * @return this builder
         */
        public Builder negativePrompt(@Nullable String negativePrompt) {
            return set("negativePrompt", negativePrompt);
        }

        /**
         * Replace options of this builder by those that are set in other options. Inputs are added, and replace inputs of the
         * same name.
         *
         * @param other options of any provider, or {@code null}
         * @return this builder
         * @throws IllegalArgumentException if this builder does not accept a value of the other options
         */
        public Builder combineWith(@Nullable ImageOptions other) {
            if (other instanceof ReplicateImageOptions that) {
                return replaceBy(that);
            }
            if (other != null) {
                OptionValues.ifSet(other.getModel(), this::model);
                OptionValues.ifSet(other.getN(), this::n);
                OptionValues.ifSet(other.getWidth(), this::width);
                OptionValues.ifSet(other.getHeight(), this::height);
                OptionValues.ifSet(other.getStyle(), this::style);
                OptionValues.ifSet(other.getResponseFormat(), this::responseFormat);
            }
            return this;
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
