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

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.predictions.Prediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/**
 * The pictures, each a prediction of a model. How they stand is kept here, so that it outlives the application, and
 * Replicate's memory of an hour.
 */
@Service
class Pictures {

    private static final int SHOWN = 60;

    private final Replicate replicate;

    private final PictureModels models;

    private final PictureRepository repository;

    private final PictureFiles files;

    private final PictureFollower follower;

    Pictures(
            Replicate replicate,
            PictureModels models,
            PictureRepository repository,
            PictureFiles files,
            PictureFollower follower) {
        this.replicate = replicate;
        this.models = models;
        this.repository = repository;
        this.files = files;
        this.follower = follower;
    }

    List<Picture> newest() {
        return this.repository.newest(SHOWN);
    }

    Picture get(UUID id) {
        return this.repository.find(id).orElseThrow(NoSuchPictureException::new);
    }

    Resource image(UUID id) {
        Picture picture = get(id);
        if (!picture.hasImage()) {
            String error = picture.error();
            throw new NoSuchPictureException(
                    error != null ? error : "The picture is not ready yet: ask again in a moment.");
        }
        return this.files.get(id);
    }

    /** Orders a picture, and does not wait for it. Returns whether it is new: the same order sent twice is one picture. */
    boolean order(PictureOrder order) {
        if (!this.repository.insert(order.id(), order.prompt().text())) {
            return false;
        }
        Prediction created = create(order);
        this.repository.created(order.id(), created.id(), PictureFollower.status(created));
        this.follower.follow(order.id(), created.id());
        return true;
    }

    private Prediction create(PictureOrder order) {
        try {
            return this.replicate
                    .models()
                    .predictions()
                    .create(this.models.next(order.original() != null), request -> request.input(input(order)));
        } catch (OutcomeUnknownException ex) {
            this.repository.end(order.id(), "unknown", "Nobody knows whether Replicate makes it. Look there first.");
            throw ex;
        } catch (RuntimeException ex) {
            this.repository.delete(order.id());
            throw ex;
        }
    }

    private static Map<String, Object> input(PictureOrder order) {
        Map<String, Object> input = new HashMap<>();
        input.put("prompt", order.prompt().text());
        input.put("output_format", "png");
        MultipartFile original = order.original();
        if (original != null) {
            input.put("input_image", FileUpload.of(original));
        }
        return input;
    }

    /** Gives a picture up. What has ended meanwhile stays as it is. */
    Picture cancel(UUID id) {
        Picture picture = get(id);
        String predictionId = picture.predictionId();
        if (picture.isRunning() && predictionId != null) {
            this.follower.seen(id, this.replicate.predictions().cancel(predictionId));
        }
        return get(id);
    }
}
