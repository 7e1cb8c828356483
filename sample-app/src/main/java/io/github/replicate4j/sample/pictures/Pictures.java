/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
 * Creates, reads and cancels pictures. Each picture is a prediction. Its state is stored in the database, because
 * Replicate deletes inputs and outputs after an hour.
 */
@Service
class Pictures {

    private static final int MAX_SHOWN = 60;

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
        return this.repository.findNewest(MAX_SHOWN);
    }

    Picture get(UUID id) {
        return this.repository.find(id).orElseThrow(NoSuchPictureException::new);
    }

    Resource image(UUID id) {
        Picture picture = get(id);
        if (!picture.hasImage()) {
            String error = picture.error();
            throw new NoSuchPictureException(
                    error != null ? error : "The picture is not ready yet. Try again in a moment.");
        }
        return this.files.get(id);
    }

    /** Create a picture without waiting for its image, and return whether it is new. */
    boolean create(PictureRequest picture) {
        if (!this.repository.insert(picture.id(), picture.prompt().text())) {
            return false;
        }
        Prediction created = createPrediction(picture);
        this.repository.created(picture.id(), created.id(), PictureFollower.status(created));
        this.follower.follow(picture.id(), created.id());
        return true;
    }

    private Prediction createPrediction(PictureRequest picture) {
        try {
            return this.replicate
                    .models()
                    .predictions()
                    .create(this.models.next(picture.original() != null), request -> request.input(input(picture)));
        } catch (OutcomeUnknownException ex) {
            this.repository.complete(
                    picture.id(),
                    "unknown",
                    "Replicate may still generate this picture. Check replicate.com/predictions before you try again.");
            throw ex;
        } catch (RuntimeException ex) {
            this.repository.delete(picture.id());
            throw ex;
        }
    }

    private static Map<String, Object> input(PictureRequest picture) {
        Map<String, Object> input = new HashMap<>();
        input.put("prompt", picture.prompt().text());
        input.put("output_format", "png");
        MultipartFile original = picture.original();
        if (original != null) {
            input.put("input_image", FileUpload.of(original));
        }
        return input;
    }

    /** Cancel a picture. A completed picture does not change. */
    Picture cancel(UUID id) {
        Picture picture = get(id);
        String predictionId = picture.predictionId();
        if (picture.isRunning() && predictionId != null) {
            this.follower.update(id, this.replicate.predictions().cancel(predictionId));
        }
        return get(id);
    }
}
