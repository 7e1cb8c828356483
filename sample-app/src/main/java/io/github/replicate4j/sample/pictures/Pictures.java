/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
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
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates, reads, cancels and deletes pictures. Each picture is a durable create of a prediction, whose key is the id of the
 * picture. Both are stored in one transaction, so no picture remains without a prediction if the application is killed.
 */
@Service
class Pictures {

    private static final int MAX_SHOWN = 60;

    private final DurablePredictions predictions;

    private final PictureModels models;

    private final PictureRepository repository;

    private final PictureFiles files;

    private final PictureFollower follower;

    private final ApplicationEventPublisher events;

    Pictures(
            DurablePredictions predictions,
            PictureModels models,
            PictureRepository repository,
            PictureFiles files,
            PictureFollower follower,
            ApplicationEventPublisher events) {
        this.predictions = predictions;
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

    /**
     * Create a picture without waiting for its image. The request is sent after the commit. Its reference is part of the events of
     * the prediction.
     *
     * @return whether the picture is new
     */
    @Transactional
    boolean create(PictureRequest picture) {
        UUID id = picture.id();
        try {
            if (!this.repository.insert(id, picture.prompt().text())) {
                return false;
            }
            submit(picture);
            return true;
        } finally {
            this.events.publishEvent(new PictureRequestedEvent(id));
        }
    }

    /** Only a picture that was inserted has no files of an earlier request. */
    private void submit(PictureRequest picture) {
        UUID id = picture.id();
        try {
            Resource original = picture.original();
            Map<String, Object> input = input(picture, original == null ? null : this.files.saveOriginal(id, original));
            this.predictions.submitForModel(
                    id.toString(),
                    this.models.next(original != null),
                    request -> request.input(input).reference(id.toString()));
        } catch (RuntimeException ex) {
            this.files.delete(id);
            throw ex;
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

    /** Cancel a picture. If its request was sent, an event completes it. A completed picture does not change. */
    Picture cancel(UUID id) {
        if (get(id).isRunning()) {
            this.predictions.cancel(id.toString());
            this.follower.follow();
        }
        return get(id);
    }
}
