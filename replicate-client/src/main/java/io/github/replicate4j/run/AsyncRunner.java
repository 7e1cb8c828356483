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

package io.github.replicate4j.run;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionCreation;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.settings.ClientSettings;
import io.github.replicate4j.transport.Transport;
import io.github.replicate4j.waiting.WaitSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Creates a prediction, waits for its end and hands over what the model made.
 */
public final class AsyncRunner {

    private final Transport transport;

    private final ClientSettings settings;

    /**
     * Creates the runner. Applications call {@code run} on the client.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     */
    public AsyncRunner(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Runs a model.
     *
     * <p>The deadline, a disposal and an interrupt are the same to it: the chain is cancelled, and the prediction with it.
     *
     * @param request what to run
     * @return what the model made
     */
    public Mono<AsyncOutput> run(RunRequest request) {
        ClientSettings settings = this.settings.withWaiting(waiting(request));
        return Mono.defer(() -> new Run(request, settings).output());
    }

    private WaitSettings waiting(RunRequest request) {
        WaitSettings wait = this.settings.waiting();
        if (request.timeout() != null) {
            wait = wait.withTimeout(request.timeout());
        }
        return request.cancelOnTimeout() == null ? wait : wait.withCancelOnTimeout(request.cancelOnTimeout());
    }

    private final class Run {

        private final RunRequest request;

        private final ClientSettings settings;

        private final WaitSettings wait;

        private final AsyncPredictions predictions;

        private final PredictionCreation creation;

        private final AtomicReference<@Nullable Prediction> latest = new AtomicReference<>();

        Run(RunRequest request, ClientSettings settings) {
            this.request = request;
            this.settings = settings;
            this.wait = settings.waiting();
            this.predictions = new AsyncPredictions(AsyncRunner.this.transport, settings);
            this.creation = new PredictionCreation(AsyncRunner.this.transport, settings);
        }

        Mono<AsyncOutput> output() {
            Mono<Prediction> ended = Mono.usingWhen(
                            create().doOnNext(this.latest::set),
                            this::end,
                            created -> Mono.empty(),
                            (created, failure) -> abandon(created),
                            this::abandon)
                    .timeout(this.wait.timeout(), Mono.error(this::deadlineExceeded));
            return AsyncRunner.this.transport.untilClosed(ended, this::closed).map(this::output);
        }

        private Mono<Prediction> create() {
            ModelReference reference = ModelReference.parse(this.request.model());
            if (reference.version() == null) {
                AsyncModels models = new AsyncModels(AsyncRunner.this.transport, this.settings);
                return models.predictions().create(reference.toString(), prediction(null));
            }
            return this.predictions.create(prediction(reference.version()));
        }

        private PredictionRequest prediction(@Nullable String version) {
            PredictionRequest prediction = this.request.prediction();
            return new PredictionRequest(
                    version,
                    prediction.input(),
                    prediction.webhook(),
                    prediction.webhookEventsFilter(),
                    prediction.preferWait() != null ? prediction.preferWait() : preferWait(),
                    prediction.cancelAfter() != null ? prediction.cancelAfter() : cancelAfter(),
                    prediction.additionalProperties());
        }

        /** At most half of the time there is: the id must be known well before the deadline. */
        private @Nullable Duration preferWait() {
            long half = this.wait.timeout().dividedBy(2).toSeconds();
            long seconds = Math.min(this.wait.preferWait().toSeconds(), half);
            return seconds < 1 ? null : Duration.ofSeconds(seconds);
        }

        /** Replicate's own end to it, should this machine not live to ask for one. */
        private @Nullable Duration cancelAfter() {
            if (!this.wait.cancelOnTimeout()) {
                return null;
            }
            Duration wholeSeconds = Duration.ofSeconds(
                    this.wait.timeout().plusNanos(999_999_999).toSeconds());
            if (wholeSeconds.compareTo(PredictionRequest.MIN_CANCEL_AFTER) < 0) {
                return PredictionRequest.MIN_CANCEL_AFTER;
            }
            return wholeSeconds.compareTo(PredictionRequest.MAX_CANCEL_AFTER) > 0
                    ? PredictionRequest.MAX_CANCEL_AFTER
                    : wholeSeconds;
        }

        private Mono<Prediction> end(Prediction created) {
            return this.predictions
                    .watch()
                    .watch(created.id(), created)
                    .doOnNext(this.latest::set)
                    .last();
        }

        private Mono<Void> abandon(Prediction created) {
            return Mono.fromRunnable(() -> {
                Prediction last = this.latest.get();
                this.creation.abandon(last == null ? created : last);
            });
        }

        private AsyncOutput output(Prediction ended) {
            if (!ended.succeeded()) {
                throw new ModelException(ended);
            }
            return new AsyncOutput(ended, AsyncRunner.this.transport.downloads());
        }

        private ReplicateException closed() {
            Prediction last = this.latest.get();
            return new ReplicateException(
                    "The client was closed while " + this.request.model() + " ran"
                            + (last == null ? "." : ", as prediction " + last.id() + "."),
                    null);
        }

        private DeadlineExceededException deadlineExceeded() {
            Prediction last = this.latest.get();
            String what = last == null
                    ? "The create of " + this.request.model() + " was not answered"
                    : "Prediction " + last.id() + " of " + this.request.model() + " did not end";
            String then = this.wait.cancelOnTimeout()
                    ? " It is being cancelled."
                    : " It was not cancelled: await it, or cancel it.";
            return new DeadlineExceededException(
                    what + " within " + this.wait.timeout().toMillis() + " ms." + then,
                    last == null ? null : last.id(),
                    this.wait.timeout());
        }
    }
}
