/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.springai.internal.ModelRuns;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageResponse;
import reactor.core.publisher.Mono;

/** A call of an image model, mapped to the input of a model on Replicate. */
record ImageCall(ModelDescription model, ReplicateImageOptions options, Map<String, @Nullable Object> input) {

    Mono<ImageResponse> run() {
        return ModelRuns.run(this.model, this.input, this.options.getTimeout(), this.options.getCancelOnTimeout())
                .flatMap(output -> ImageOutput.response(this, output));
    }

    boolean isBase64() {
        return ReplicateImageOptions.B64_JSON.equals(this.options.getResponseFormat());
    }
}
