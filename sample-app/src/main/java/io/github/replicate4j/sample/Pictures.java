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

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.output.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/**
 * The pictures, each a prediction of the model.
 */
@Service
class Pictures {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Replicate replicate;

    private final String model;

    Pictures(Replicate replicate, SampleProperties properties) {
        this.replicate = replicate;
        this.model = properties.model();
    }

    /** Orders a picture, and does not wait for it. */
    Picture order(Prompt prompt) {
        Prediction created = this.replicate
                .models()
                .predictions()
                .create(this.model, request -> request.input(Map.of("prompt", prompt.text(), "output_format", "png")));
        return picture(created);
    }

    Picture get(String id) {
        return picture(prediction(id));
    }

    /** Begins to read the image. Whoever asks closes the stream. */
    InputStream image(String id) {
        Prediction prediction = prediction(id);
        Picture picture = picture(prediction);
        if (!picture.hasImage()) {
            String error = picture.error();
            throw new NoSuchPictureException(
                    error != null ? error : "The picture is not ready yet: ask again in a moment.");
        }
        return files(prediction).get(0).body();
    }

    private Prediction prediction(String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        try {
            Prediction prediction = this.replicate.predictions().get(id);
            // The token may see what else the account runs; whoever uses this application must not.
            if (!this.model.equals(prediction.model())) {
                throw unknown();
            }
            return prediction;
        } catch (NotFoundException ex) {
            throw unknown();
        }
    }

    private Picture picture(Prediction prediction) {
        return Picture.of(prediction, !files(prediction).isEmpty());
    }

    private List<FileOutput> files(Prediction prediction) {
        return this.replicate.output(prediction).files();
    }

    private static NoSuchPictureException unknown() {
        return new NoSuchPictureException("There is no picture with this id.");
    }
}
