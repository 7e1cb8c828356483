/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.image.ReplicateImageOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the image model. */
@ConfigurationProperties("spring.ai.replicate.image")
final class ReplicateImageProperties extends ReplicateModelProperties {

    /** Number of images. The default is that of the model. */
    private @Nullable Integer n;

    /** Width of the images in pixels. With a model that has no width, the width and the height select one of its sizes or aspect ratios. */
    private @Nullable Integer width;

    /** Height of the images in pixels. With a model that has no height, the width and the height select one of its sizes or aspect ratios. */
    private @Nullable Integer height;

    /** Style of the images, one of those of the model. */
    private @Nullable String style;

    /** Form of the images: url, which is valid for an hour, or b64_json, for which the client downloads them. */
    private @Nullable String responseFormat;

    /** What the images must not show. */
    private @Nullable String negativePrompt;

    public @Nullable Integer getN() {
        return this.n;
    }

    public void setN(@Nullable Integer n) {
        this.n = n;
    }

    public @Nullable Integer getWidth() {
        return this.width;
    }

    public void setWidth(@Nullable Integer width) {
        this.width = width;
    }

    public @Nullable Integer getHeight() {
        return this.height;
    }

    public void setHeight(@Nullable Integer height) {
        this.height = height;
    }

    public @Nullable String getStyle() {
        return this.style;
    }

    public void setStyle(@Nullable String style) {
        this.style = style;
    }

    public @Nullable String getResponseFormat() {
        return this.responseFormat;
    }

    public void setResponseFormat(@Nullable String responseFormat) {
        this.responseFormat = responseFormat;
    }

    public @Nullable String getNegativePrompt() {
        return this.negativePrompt;
    }

    public void setNegativePrompt(@Nullable String negativePrompt) {
        this.negativePrompt = negativePrompt;
    }

    ReplicateImageOptions toOptions() {
        return apply(ReplicateImageOptions.builder())
                .n(this.n)
                .width(this.width)
                .height(this.height)
                .style(this.style)
                .responseFormat(this.responseFormat)
                .negativePrompt(this.negativePrompt)
                .build();
    }
}
