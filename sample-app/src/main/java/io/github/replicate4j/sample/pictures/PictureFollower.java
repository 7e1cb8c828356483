/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.jdbc.submit.DurablePrediction;
import io.github.replicate4j.jdbc.submit.DurablePredictionFailedEvent;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.predictions.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Updates pictures when their predictions change. Listeners complete each picture, in the transaction that marks its event as
 * processed. Running predictions are also polled, for their progress, and for their completion if Replicate sends no webhooks.
 */
@Component
class PictureFollower {

    private static final Log logger = LogFactory.getLog(PictureFollower.class);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

    private static final String POLLING = "polling";

    private static final String RESPONSE_LOST =
            "The response was lost. If Replicate generates the picture, it appears here.";

    private static final String CANCELED = "The picture was canceled.";

    private final AsyncReplicate replicate;

    private final DurablePredictions predictions;

    private final PictureRepository repository;

    private final PictureFiles files;

    private final Set<UUID> polled = ConcurrentHashMap.newKeySet();

    private final Sinks.Empty<Void> stopped = Sinks.empty();

    PictureFollower(
            AsyncReplicate replicate,
            DurablePredictions predictions,
            PictureRepository repository,
            PictureFiles files) {
        this.replicate = replicate;
        this.predictions = predictions;
        this.repository = repository;
        this.files = files;
    }

    /** Save the image immediately, because Replicate deletes it after an hour. */
    @EventListener
    void on(PredictionCompletedEvent event) {
        String foundBy = event.source().name().toLowerCase(Locale.ROOT);
        PictureId.find(event.reference()).ifPresent(id -> complete(id, event.prediction(), foundBy));
    }

    @EventListener
    void on(PredictionUpdatedEvent event) {
        PictureId.find(event.reference()).ifPresent(id -> progress(id, event.prediction()));
    }

    /** The request was rejected or lost, or its prediction has not completed in time. */
    @EventListener
    void on(DurablePredictionFailedEvent event) {
        DurablePrediction failed = event.prediction();
        String reason = Objects.requireNonNullElse(failed.error(), "The request failed without an error message.");
        PictureId.find(failed.key()).ifPresent(id -> this.repository.complete(id, Picture.LOST, reason, null));
    }

    /** Follow all running pictures, also those that were requested before a restart. */
    @Scheduled(fixedDelay = 500)
    void follow() {
        List<UUID> running = this.repository.findRunning();
        this.polled.retainAll(running);
        for (UUID id : running) {
            this.predictions.find(id.toString()).ifPresent(prediction -> follow(id, prediction));
        }
    }

    private void follow(UUID id, DurablePrediction prediction) {
        switch (prediction.state()) {
            case QUEUED -> this.repository.submitted(id, Picture.QUEUED, prediction.error());
            case SENDING -> {
                boolean isUnknown = prediction.error() != null;
                this.repository.submitted(
                        id, isUnknown ? Picture.UNKNOWN : Picture.SENDING, isUnknown ? RESPONSE_LOST : null);
            }
            case RUNNING, COMPLETED -> {
                this.repository.submitted(id, Picture.SENT, null);
                poll(id, Objects.requireNonNull(prediction.predictionId()));
            }
            case CANCELED -> this.repository.complete(id, Picture.CANCELED, CANCELED, null);
            case REFUSED, LOST, EXPIRED -> logger.debug("The listener of failures completes picture " + id);
        }
    }

    private void poll(UUID id, String predictionId) {
        if (this.polled.add(id)) {
            this.replicate
                    .predictions()
                    .updates(predictionId)
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(prediction -> update(id, prediction))
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY_DELAY)
                            .filter(failure -> !(failure instanceof NotFoundException)))
                    .takeUntilOther(this.stopped.asMono())
                    .subscribe(prediction -> {}, failure -> notFound(id, predictionId));
        }
    }

    private void notFound(UUID id, String predictionId) {
        logger.warn("Replicate no longer has the prediction " + predictionId + " of picture " + id);
        this.repository.complete(id, Picture.LOST, "Replicate no longer has this prediction.", null);
    }

    /** If a webhook was requested, its URL contains the reference. An event then completes the picture. */
    private void update(UUID id, Prediction prediction) {
        if (!prediction.isTerminal()) {
            progress(id, prediction);
        } else if (prediction.reference() == null) {
            complete(id, prediction, POLLING);
        }
    }

    private void progress(UUID id, Prediction prediction) {
        Progress progress = prediction.progress();
        this.repository.progress(id, status(prediction), progress == null ? null : progress.percentage());
    }

    private void complete(UUID id, Prediction prediction, String foundBy) {
        if (this.repository.find(id).filter(Picture::isIncomplete).isPresent()) {
            this.repository.complete(id, status(prediction), saveImage(id, prediction), foundBy);
        }
    }

    private static String status(Prediction prediction) {
        return Objects.requireNonNullElse(prediction.statusText(), "unknown");
    }

    /**
     * Save the image and return {@code null}, or return the reason why there is no image. If it cannot be downloaded now, the
     * exception leads to another attempt.
     */
    private @Nullable String saveImage(UUID id, Prediction prediction) {
        if (!prediction.succeeded()) {
            boolean canceled = prediction.status() == PredictionStatus.CANCELED;
            return Objects.toString(
                    prediction.error(), canceled ? CANCELED : "The model failed without an error message.");
        }
        List<FileOutput> images = this.replicate.blocking().output(prediction).files();
        if (images.isEmpty()) {
            return "The model returned no picture, or Replicate has already deleted it.";
        }
        try {
            this.files.save(id, images.get(0));
            return null;
        } catch (NotFoundException ex) {
            logger.warn("Failed to save the image of prediction " + prediction.id() + ": " + ex.getMessage());
            return "The picture was generated but could not be downloaded.";
        }
    }

    /** Predictions continue at Replicate. The application follows them again after the next start. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        this.stopped.tryEmitEmpty();
    }
}
