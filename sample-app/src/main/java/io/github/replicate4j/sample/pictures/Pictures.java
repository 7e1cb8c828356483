/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.sample.Prompt;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;

/**
 * Creates, reads, cancels and deletes pictures. Each picture is a prediction. Its state is stored in the database, because
 * Replicate deletes inputs and outputs after an hour.
 */
@Service
class Pictures {

    /** Shown if it is unknown whether the prediction exists. */
    static final String LOST = "The response was lost. If Replicate generates the picture, it appears here. Check"
            + " replicate.com/predictions before you try again.";

    private static final int MAX_SHOWN = 60;

    private final Replicate replicate;

    private final PictureModels models;

    private final PictureRepository repository;

    private final PictureFiles files;

    private final PictureFollower follower;

    private final ApplicationEventPublisher events;

    Pictures(
            Replicate replicate,
            PictureModels models,
            PictureRepository repository,
            PictureFiles files,
            PictureFollower follower,
            ApplicationEventPublisher events) {
        this.replicate = replicate;
        this.models = models;
        this.repository = repository;
        this.files = files;
        this.follower = follower;
        this.events = events;
    }

    List<Picture> newest() {
        return this.repository.findNewest(MAX_SHOWN);
    }

    Optional<Picture> find(UUID id) {
        return this.repository.find(id);
    }

    Picture get(UUID id) {
        return find(id).orElseThrow(NoSuchPictureException::new);
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
        try {
            createPrediction(picture);
        } finally {
            this.events.publishEvent(new PictureRequestedEvent(picture.id()));
        }
        return true;
    }

    private void createPrediction(PictureRequest picture) {
        UUID id = picture.id();
        try {
            Resource original = picture.original();
            Map<String, Object> input = input(picture, original == null ? null : this.files.saveOriginal(id, original));
            Prediction created = this.replicate
                    .models()
                    .predictions()
                    .create(
                            this.models.next(original != null),
                            request -> request.input(input).reference(id.toString()));
            this.follower.start(id, created.id(), PictureFollower.status(created));
        } catch (OutcomeUnknownException ex) {
            createdOrLost(id, ex);
        } catch (RuntimeException ex) {
            this.repository.delete(id);
            this.files.delete(id);
            throw ex;
        }
    }

    /**
     * Handle a lost response. The id can arrive although the rest of the response is lost. Without it, the picture is unknown
     * until a webhook with its reference arrives.
     */
    private void createdOrLost(UUID id, OutcomeUnknownException failure) {
        String predictionId = failure.id();
        if (predictionId != null) {
            this.follower.start(id, predictionId, Picture.PENDING);
        } else if (this.repository.lost(id, LOST)) {
            throw failure;
        }
    }

    private static Map<String, Object> input(PictureRequest picture, @Nullable Path original) {
        Map<String, Object> input = new HashMap<>();
        input.put("prompt", picture.prompt().text());
        input.put("output_format", "png");
        if (original != null) {
            input.put("input_image", FileUpload.of(original));
        }
        return input;
    }

    /** Return a request for a picture with the prompt and the original of another one. */
    PictureRequest requestLike(UUID id) {
        return new PictureRequest(UUID.randomUUID(), Prompt.of(get(id).prompt()), this.files.original(id));
    }

    /** Delete a picture. A running one is cancelled first. */
    void delete(UUID id) {
        cancel(id);
        this.repository.delete(id);
        this.files.delete(id);
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
