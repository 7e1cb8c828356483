/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.ImageResponseMetadata;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Converts the output of a completed prediction to a response. */
final class ImageOutput {

    private ImageOutput() {}

    /** Convert the files, and download them if their contents are wanted: one after another, to limit the memory. */
    static Mono<ImageResponse> response(ModelCall<ReplicateImageOptions> call, AsyncOutput output) {
        Prediction prediction = output.prediction();
        List<AsyncFileOutput> files = output.files();
        if (files.isEmpty()) {
            return Mono.error(new IllegalStateException("Prediction " + prediction.id() + " of "
                    + call.model().model() + " completed without a file. Use an image model."));
        }
        return Flux.fromIterable(files)
                .concatMap(file -> image(call, file)
                        .map(image -> new ImageGeneration(
                                image, new ReplicateImageGenerationMetadata(file, prediction.id()))))
                .collectList()
                .map(generations -> new ImageResponse(generations, metadata(call, prediction)));
    }

    private static Mono<Image> image(ModelCall<ReplicateImageOptions> call, AsyncFileOutput file) {
        return ReplicateImageOptions.B64_JSON.equals(call.options().getResponseFormat())
                ? file.bytes().map(bytes -> new Image(null, Base64.getEncoder().encodeToString(bytes)))
                : Mono.just(new Image(file.url().toString(), null));
    }

    private static ImageResponseMetadata metadata(ModelCall<ReplicateImageOptions> call, Prediction prediction) {
        Instant created = prediction.createdAt();
        ImageResponseMetadata metadata = new ImageResponseMetadata(
                created == null ? System.currentTimeMillis() : created.toEpochMilli(), usage(prediction));
        PredictionMetadata.forEach(call.model(), prediction, metadata::put);
        return metadata;
    }

    /** Return the metrics if they have the number of images or of tokens. */
    private static Usage usage(Prediction prediction) {
        Map<String, @Nullable Object> metrics = prediction.metrics();
        Integer input = count(metrics, "input_token_count");
        Integer output = count(metrics, "output_token_count");
        return input == null && output == null && count(metrics, "image_count") == null
                ? new EmptyUsage()
                : new DefaultUsage(input, output, null, metrics);
    }

    private static @Nullable Integer count(Map<String, @Nullable Object> metrics, String name) {
        return metrics.get(name) instanceof Number number ? number.intValue() : null;
    }
}
