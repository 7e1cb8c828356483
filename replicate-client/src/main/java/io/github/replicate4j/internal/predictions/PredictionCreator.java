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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.context.WebhookSettings;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.upload.InputFiles;
import io.github.replicate4j.internal.waiting.AbandonedTaskCanceller;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.webhook.WebhookSubject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What all three ways to create a prediction have in common. Public for the packages of models and deployments.
 */
public final class PredictionCreator {

    private final Transport transport;

    private final InputFiles inputs;

    private final WebhookSettings webhooks;

    private final PollScope polls;

    private final PredictionObservations observations;

    private final CompletionRecorder ends;

    private final AbandonedTaskCanceller<Prediction> abandonment;

    /**
     * Creates the way to create.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     */
    public PredictionCreator(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.inputs = new InputFiles(transport, settings.files());
        this.webhooks = settings.webhooks();
        this.polls = settings.polls();
        this.observations = settings.observations();
        this.ends = new CompletionRecorder(this.observations);
        this.abandonment = new AbandonedTaskCanceller<>(
                transport,
                "Prediction",
                settings.waiting().cancelOnTimeout(),
                id -> transport
                        .send(AsyncPredictions.cancelRequest(id), Prediction.class)
                        .doOnNext(this.ends::seen)
                        .contextWrite(context -> this.observations.addTo(id, context)));
    }

    /**
     * Creates a prediction, once the files in its input are uploaded. When the caller cancels before, nothing is created;
     * when the caller cancels while the create is on its way, it is let come to its end, and the prediction is cancelled
     * then.
     *
     * @param endpoint one of the three
     * @param request what to create
     * @param model {@code owner/name} of the model, or {@code null} if the request does not name it
     * @return the prediction as it was created
     */
    public Mono<Prediction> create(ApiRequest endpoint, PredictionRequest request, @Nullable String model) {
        return this.observations.observe(model, () -> Mono.deferContextual(view -> create(endpoint, request, view)));
    }

    private Mono<Prediction> create(ApiRequest endpoint, PredictionRequest request, ContextView view) {
        return this.inputs.encode(request.input(), request.fileEncoding()).flatMap(input -> {
            endpoint.json(body(request, input)).reconcileWith("predictions.list");
            if (request.preferWait() != null) {
                endpoint.header("Prefer", "wait=" + request.preferWait().toSeconds())
                        .serverHold(request.preferWait());
            }
            if (request.cancelAfter() != null) {
                endpoint.header("Cancel-After", request.cancelAfter().toSeconds() + "s");
            }
            return this.transport
                    .send(endpoint, Prediction.class, late -> this.abandonment.abandon(late, view))
                    .doOnNext(created -> {
                        this.polls.created(created);
                        this.webhooks.created(created.id(), request.webhook());
                        this.observations.created(view, created.id(), created.model(), created.version());
                        this.ends.seen(created);
                    });
        });
    }

    private Map<String, @Nullable Object> body(PredictionRequest request, Map<String, @Nullable Object> input) {
        return new CreateRequestBody()
                .with("version", request.version())
                .with("input", input)
                .webhook(this.webhooks.target(request.webhook(), WebhookSubject.PREDICTION))
                .with(request.additionalProperties());
    }

    /**
     * Cancels a prediction that its own call waits for no more.
     *
     * @param prediction what is known of it
     */
    public void abandon(Prediction prediction) {
        this.abandonment.abandon(prediction, Context.empty());
    }
}
