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

package io.github.replicate4j.internal.run;

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.stream.StreamEvent;
import reactor.core.publisher.Flux;
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
     * @param request what to run
     * @return what the model made
     */
    public Mono<AsyncOutput> run(RunRequest request) {
        return run(request, Mono.just(ResolvedModel.of(request.model())));
    }

    public Mono<AsyncOutput> run(RunRequest request, Mono<ResolvedModel> model) {
        ClientSettings settings = settings(request);
        return Mono.defer(() -> new Run(this.transport, settings, request, model).output());
    }

    public Mono<Prediction> create(RunRequest request, Mono<ResolvedModel> model) {
        ClientSettings settings = settings(request);
        return Mono.defer(() -> new Run(this.transport, settings, request, model).created());
    }

    public Flux<StreamEvent> streamEvents(RunRequest request, Mono<ResolvedModel> model) {
        ClientSettings settings = settings(request);
        return Flux.defer(() -> new Run(this.transport, settings, request, model).events());
    }

    private ClientSettings settings(RunRequest request) {
        RunSettings wait = this.settings.waiting();
        if (request.timeout() != null) {
            wait = wait.withTimeout(request.timeout());
        }
        return this.settings.withWaiting(
                request.cancelOnTimeout() == null ? wait : wait.withCancelOnTimeout(request.cancelOnTimeout()));
    }
}
