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

package io.github.replicate4j.sample;

import io.github.replicate4j.predictions.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * A picture that was ordered, as it stands.
 *
 * @param id id of its prediction
 * @param prompt what it shall show, or {@code null} if Replicate has forgotten it
 * @param status as Replicate says it
 * @param progress share that is done, from 0 to 1, or {@code null} if the model does not say
 * @param error why there will be no image, or {@code null} if there is one or may yet be
 * @param hasImage whether the image can be read
 */
record Picture(
        String id,
        @Nullable String prompt,
        String status,
        @Nullable Double progress,
        @Nullable String error,
        boolean hasImage) {

    static Picture of(Prediction prediction, boolean hasFile) {
        boolean hasImage = prediction.succeeded() && hasFile;
        return new Picture(
                prediction.id(),
                prompt(prediction),
                status(prediction),
                progress(prediction),
                prediction.isTerminal() && !hasImage ? error(prediction) : null,
                hasImage);
    }

    static @Nullable String prompt(Prediction prediction) {
        return prediction.input().get("prompt") instanceof String prompt ? prompt : null;
    }

    static String status(Prediction prediction) {
        String status = prediction.statusText();
        return status == null ? "unknown" : status;
    }

    static @Nullable Double progress(Prediction prediction) {
        if (prediction.succeeded()) {
            return 1.0;
        }
        var progress = prediction.progress();
        return progress == null ? null : progress.percentage();
    }

    private static String error(Prediction prediction) {
        Object error = prediction.error();
        if (error != null) {
            return error.toString();
        }
        return prediction.succeeded()
                ? "There is no picture: the model made none, or it has been removed, as all are after an hour."
                : "There is no picture, and the model did not say why.";
    }
}
