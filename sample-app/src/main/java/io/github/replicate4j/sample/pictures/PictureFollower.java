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

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.event.PredictionCompletedEvent;
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
 * Learns what becomes of pictures: by webhooks where they come, else by asking; and after a restart of those that were
 * under way before.
 */
@Component
class PictureFollower {

    private static final Log logger = LogFactory.getLog(PictureFollower.class);

    private static final Duration NEXT_TRY = Duration.ofSeconds(30);

    private final AsyncReplicate replicate;

    private final PictureRepository repository;

    private final PictureFiles files;

    private final Disposable.Composite followed = Disposables.composite();

    PictureFollower(AsyncReplicate replicate, PictureRepository repository, PictureFiles files) {
        this.replicate = replicate;
        this.repository = repository;
        this.files = files;
    }

    void follow(UUID id, String predictionId) {
        Disposable.Swap following = Disposables.swap();
        this.followed.add(following);
        following.update(this.replicate
                .predictions()
                .updates(predictionId)
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(prediction -> seen(id, prediction))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, NEXT_TRY).filter(PictureFollower::mayPass))
                .doFinally(end -> this.followed.remove(following))
                .subscribe(prediction -> {}, failure -> lost(id, failure)));
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof NotFoundException);
    }

    /** The image is fetched at once: it is there for an hour, and the application may not be asked for it by then. */
    @EventListener
    void on(PredictionCompletedEvent event) {
        this.repository
                .ofPrediction(event.prediction().id())
                .ifPresent(picture -> seen(picture.id(), event.prediction()));
    }

    void seen(UUID id, Prediction prediction) {
        if (!prediction.isTerminal()) {
            this.repository.progress(id, status(prediction), progress(prediction));
        } else if (this.repository.find(id).filter(Picture::isRunning).isPresent()) {
            this.repository.end(id, status(prediction), keep(id, prediction));
        }
    }

    /** Returns why there is no image, or nothing if it is kept. */
    private @Nullable String keep(UUID id, Prediction prediction) {
        if (!prediction.succeeded()) {
            boolean cancelled = prediction.status() == PredictionStatus.CANCELED;
            return Objects.toString(
                    prediction.error(),
                    cancelled ? "It was cancelled." : "There is no picture, and the model did not say why.");
        }
        List<FileOutput> images = this.replicate.blocking().output(prediction).files();
        if (images.isEmpty()) {
            return "The model made no picture, or it has been removed, as all are after an hour.";
        }
        try {
            this.files.save(id, images.get(0));
            return null;
        } catch (ReplicateException ex) {
            logger.warn("The image of " + prediction.id() + " could not be kept", ex);
            return "The picture was made, but it could not be fetched.";
        }
    }

    private void lost(UUID id, Throwable failure) {
        logger.warn("A picture is lost: " + failure.getMessage());
        this.repository.end(id, "lost", "Replicate does not know it any more.");
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        for (Picture picture : this.repository.running()) {
            String predictionId = picture.predictionId();
            if (predictionId != null) {
                follow(picture.id(), predictionId);
            } else {
                this.repository.end(
                        picture.id(),
                        "unknown",
                        "The application ended while it was ordered. Look at Replicate first.");
            }
        }
    }

    /** What goes on at Replicate is followed again when the application is back. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        this.followed.dispose();
    }

    static String status(Prediction prediction) {
        return Objects.requireNonNullElse(prediction.statusText(), "unknown");
    }

    private static @Nullable Double progress(Prediction prediction) {
        var progress = prediction.progress();
        return progress == null ? null : progress.percentage();
    }
}
