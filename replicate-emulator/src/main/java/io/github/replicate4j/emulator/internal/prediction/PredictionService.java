/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.internal.webhook.Webhook;
import io.github.replicate4j.emulator.internal.webhook.WebhookSender;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates and finds predictions, trainings and their output files.
 */
public final class PredictionService {

    /** The time between a complete output, to which a held create responds, and the terminal status. */
    private static final Duration COMPLETION_DELAY = Duration.ofMillis(100);

    private final PredictionStore predictions;

    private final PredictionStore trainings;

    private final EmulatorClock clock;

    private final EmulatorAddress address;

    private final WebhookSender webhooks;

    private final boolean dataUrls;

    /**
     * Create a service without predictions.
     *
     * @param dataUrls whether output files of predictions are data URLs
     */
    public PredictionService(
            int maxPredictions,
            long maxBytes,
            EmulatorClock clock,
            EmulatorAddress address,
            WebhookSender webhooks,
            boolean dataUrls) {
        this.predictions = new PredictionStore(maxPredictions, maxBytes);
        this.trainings = new PredictionStore(maxPredictions, maxBytes);
        this.clock = clock;
        this.address = address;
        this.webhooks = webhooks;
        this.dataUrls = dataUrls;
    }

    public PredictionStore predictions() {
        return this.predictions;
    }

    public PredictionStore trainings() {
        return this.trainings;
    }

    /** Create a run that has not started and is not visible yet. */
    public PredictionRun prepare(CreateRequest request, String id, DefaultModelScript script) {
        PredictionStream stream = request.kind() == CreateRequest.Kind.PREDICTION
                        && request.target().model().streams()
                ? new PredictionStream(
                        PredictionStream.newId(id),
                        request.target().version().schema().outputsFiles(),
                        this.address)
                : null;
        return prepare(request, id, script, stream, this.clock.now());
    }

    private PredictionRun prepare(
            CreateRequest request,
            String id,
            DefaultModelScript script,
            @Nullable PredictionStream stream,
            Instant createdAt) {
        PredictionStore store = storeOf(request);
        boolean inOutput = this.dataUrls && request.kind() == CreateRequest.Kind.PREDICTION;
        Runnable sizeListener = () -> store.measure(id);
        OutputFiles files = new OutputFiles(() -> OutputFiles.url(this.address.root(), id), inOutput, sizeListener);
        // A test moves the other clocks, and it should not have to move them once more for the delay.
        Duration delay = this.clock == EmulatorClock.system() ? COMPLETION_DELAY : Duration.ZERO;
        return new PredictionRun(
                id, request, script, this.clock, files, stream, delay, webhookSender(request), sizeListener, createdAt);
    }

    /** Restore a run from before a restart. */
    public void restore(SavedRun saved, List<OutputFiles.OutputFile> files) {
        String streamId = saved.streamId();
        PredictionStream stream =
                streamId == null ? null : new PredictionStream(streamId, saved.streamsFiles(), this.address);
        EmulatedPrediction prediction = saved.prediction();
        PredictionRun run = prepare(
                saved.request(this.address.ownLinks()),
                prediction.id(),
                new DefaultModelScript(file -> new byte[0]),
                stream,
                prediction.createdAt());
        run.files().restore(files);
        if (stream != null) {
            stream.restore(prediction, saved.outputsPerSecond());
        }
        run.restore(prediction, saved.outputCompleteAt());
        storeOf(run.request()).add(run);
        run.sendWebhooks();
    }

    /**
     * Start a run and store it.
     *
     * @throws ApiException if the store is full or closed
     */
    public void start(PredictionRun run) {
        run.begin();
        try {
            storeOf(run.request()).add(run);
        } catch (ApiException ex) {
            run.discard();
            throw ex;
        }
        run.sendWebhooks();
    }

    private BiConsumer<WebhookEventType, EmulatedPrediction> webhookSender(CreateRequest request) {
        // Without the request, whose input is released before the run.
        URI url = request.webhook();
        CreateRequest.Kind kind = request.kind();
        Links links = request.links();
        return (event, prediction) -> {
            if (url != null) {
                byte[] body = Json.write(
                        kind == CreateRequest.Kind.TRAINING
                                ? PredictionJson.ofTraining(prediction, links)
                                : PredictionJson.of(prediction, links));
                this.webhooks.add(new Webhook("msg_" + RandomIds.next(), prediction.id(), event, url, body));
            }
        };
    }

    /** Return the predictions and then the trainings that have not completed, newest first. */
    public List<EmulatedPrediction> running() {
        return Stream.of(this.predictions, this.trainings)
                .flatMap(store -> store.all().stream())
                .filter(prediction -> !prediction.status().isTerminal())
                .toList();
    }

    /** Find a prediction or training. */
    public @Nullable PredictionRun find(String id) {
        PredictionRun prediction = this.predictions.find(id);
        return prediction == null ? this.trainings.find(id) : prediction;
    }

    /** Find an output file of a prediction or training. */
    public OutputFiles.@Nullable OutputFile file(String id, String name) {
        PredictionRun run = find(id);
        return run == null ? null : run.files().find(name);
    }

    public void clear() {
        this.predictions.clear();
        this.trainings.clear();
    }

    /** Stop all predictions and trainings, including those that are being created. */
    public void close() {
        this.predictions.close();
        this.trainings.close();
    }

    private PredictionStore storeOf(CreateRequest request) {
        return request.kind() == CreateRequest.Kind.PREDICTION ? this.predictions : this.trainings;
    }
}
