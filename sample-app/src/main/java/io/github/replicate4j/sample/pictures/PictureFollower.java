/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Updates pictures when their predictions change, with webhooks and by polling. After a restart, it continues with the
 * pictures that are not complete.
 */
@Component
class PictureFollower {

    private static final Log logger = LogFactory.getLog(PictureFollower.class);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

    private final AsyncReplicate replicate;

    private final PictureRepository repository;

    private final PictureFiles files;

    private final Disposable.Composite subscriptions = Disposables.composite();

    PictureFollower(AsyncReplicate replicate, PictureRepository repository, PictureFiles files) {
        this.replicate = replicate;
        this.repository = repository;
        this.files = files;
    }

    /**
     * Store the prediction of a picture and follow it. Only the first prediction of a picture has an effect.
     *
     * @return whether the prediction is the first one
     */
    boolean start(UUID id, String predictionId, String status) {
        boolean isFirst = this.repository.created(id, predictionId, status);
        if (isFirst) {
            follow(id, predictionId);
        }
        return isFirst;
    }

    private void follow(UUID id, String predictionId) {
        Disposable.Swap subscription = Disposables.swap();
        this.subscriptions.add(subscription);
        subscription.update(this.replicate
                .predictions()
                .updates(predictionId)
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(prediction -> update(id, prediction))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY_DELAY).filter(PictureFollower::isTransient))
                .doFinally(signal -> this.subscriptions.remove(subscription))
                .subscribe(prediction -> {}, failure -> fail(id, failure)));
    }

    private static boolean isTransient(Throwable failure) {
        return !(failure instanceof NotFoundException);
    }

    /** Save the image immediately, because Replicate deletes it after an hour. */
    @EventListener
    void on(PredictionCompletedEvent event) {
        update(event.prediction(), event.reference());
    }

    @EventListener
    void on(PredictionUpdatedEvent event) {
        update(event.prediction(), event.reference());
    }

    /** The reference finds a picture whose prediction is not known, because the response to its create is late or lost. */
    private void update(Prediction prediction, @Nullable String reference) {
        this.repository
                .findByPredictionId(prediction.id())
                .map(Picture::id)
                .or(() -> PictureId.find(reference).filter(id -> start(id, prediction.id(), status(prediction))))
                .ifPresent(id -> update(id, prediction));
    }

    void update(UUID id, Prediction prediction) {
        if (!prediction.isTerminal()) {
            this.repository.progress(id, status(prediction), progress(prediction));
        } else if (this.repository.find(id).filter(Picture::isRunning).isPresent()) {
            this.repository.complete(id, status(prediction), saveImage(id, prediction));
        }
    }

    /** Save the image and return {@code null}, or return the reason why there is no image. */
    private @Nullable String saveImage(UUID id, Prediction prediction) {
        if (!prediction.succeeded()) {
            boolean canceled = prediction.status() == PredictionStatus.CANCELED;
            return Objects.toString(
                    prediction.error(),
                    canceled ? "The picture was canceled." : "The model failed without an error message.");
        }
        List<FileOutput> images = this.replicate.blocking().output(prediction).files();
        if (images.isEmpty()) {
            return "The model returned no picture, or Replicate has already deleted it.";
        }
        try {
            this.files.save(id, images.get(0));
            return null;
        } catch (ReplicateException ex) {
            logger.warn("Failed to save the image of prediction " + prediction.id() + ": " + ex.getMessage());
            return "The picture was generated but could not be downloaded.";
        }
    }

    private void fail(UUID id, Throwable failure) {
        logger.warn("Failed to follow the prediction of picture " + id + ": " + failure.getMessage());
        this.repository.complete(id, "lost", "Replicate no longer has this prediction.");
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        for (Picture picture : this.repository.findRunning()) {
            String predictionId = picture.predictionId();
            if (predictionId != null) {
                follow(picture.id(), predictionId);
            } else {
                this.repository.lost(picture.id(), Pictures.LOST);
            }
        }
    }

    /** Predictions continue at Replicate. The application follows them again after the next start. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        this.subscriptions.dispose();
    }

    static String status(Prediction prediction) {
        return Objects.requireNonNullElse(prediction.statusText(), "unknown");
    }

    private static @Nullable Double progress(Prediction prediction) {
        var progress = prediction.progress();
        return progress == null ? null : progress.percentage();
    }
}
