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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import java.net.URI;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All predictions and trainings: starts them, and finds what they put out. */
final class Runs {

    private final PredictionStore predictions;
    private final PredictionStore trainings;
    private final EmulatorClock clock;
    private final EmulatorAddress address;
    private final WebhookQueue webhooks;

    Runs(EmulatorSettings settings, EmulatorAddress address, WebhookQueue webhooks) {
        this.predictions = new PredictionStore(settings.maxPredictions(), settings.maxBytes());
        this.trainings = new PredictionStore(settings.maxPredictions(), settings.maxBytes());
        this.clock = settings.clock();
        this.address = address;
        this.webhooks = webhooks;
    }

    PredictionStore predictions() {
        return this.predictions;
    }

    PredictionStore trainings() {
        return this.trainings;
    }

    /** A run that has not begun, and that nobody can see yet. */
    PredictionRun prepare(PredictionOrder order, String id, ModelScript script) {
        PredictionStore store = storeOf(order);
        OutputFiles files = new OutputFiles(() -> this.address.root() + "/outputs/" + id, () -> store.measure(id));
        ModelChoice choice = order.choice();
        PredictionStream stream = order.kind() == PredictionOrder.Kind.PREDICTION
                        && choice.model().streams()
                ? new PredictionStream(id, choice.version().schema().type().isFile(), this.address)
                : null;
        return new PredictionRun(id, order, script, this.clock, files, stream, receiver(order));
    }

    /**
     * Has a run begin, and keeps it.
     *
     * @throws ApiProblem if there is no room
     */
    void begin(PredictionRun run) {
        run.begin();
        try {
            storeOf(run.order()).add(run);
        } catch (ApiProblem full) {
            run.discard();
            throw full;
        }
        run.announce();
    }

    private BiConsumer<WebhookEvent, EmulatedPrediction> receiver(PredictionOrder order) {
        URI url = order.webhook();
        return (event, prediction) -> {
            if (url != null) {
                this.webhooks.add(Webhook.of(event, order.kind(), url, prediction, this.address));
            }
        };
    }

    /** Finds a prediction or a training. */
    @Nullable
    PredictionRun find(String id) {
        PredictionRun prediction = this.predictions.find(id);
        return prediction == null ? this.trainings.find(id) : prediction;
    }

    /** Finds a file that a prediction or a training put out. */
    OutputFiles.@Nullable OutputFile file(String id, String name) {
        PredictionRun run = find(id);
        return run == null ? null : run.files().named(name);
    }

    void clear() {
        this.predictions.clear();
        this.trainings.clear();
    }

    private PredictionStore storeOf(PredictionOrder order) {
        return order.kind() == PredictionOrder.Kind.PREDICTION ? this.predictions : this.trainings;
    }
}
