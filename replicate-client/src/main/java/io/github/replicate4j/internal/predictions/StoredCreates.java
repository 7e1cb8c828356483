/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.CreateWebhook;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Encodes creates so that they can be stored, and sends them later with an entry of the journal that exists already. */
public final class StoredCreates {

    private final ClientContext context;

    private final PredictionCreator creator;

    StoredCreates(ClientContext context, PredictionCreator creator) {
        this.context = context;
        this.creator = creator;
    }

    /**
     * Return the stored creates of a client.
     *
     * @param predictions the predictions of the client
     * @throws IllegalArgumentException if the predictions are not those of a client, but for example a mock
     */
    public static StoredCreates of(AsyncPredictions predictions) {
        if (predictions instanceof Source source) {
            return source.storedCreates();
        }
        throw new IllegalArgumentException("predictions must be those of a client, not "
                + predictions.getClass().getName());
    }

    /** The implementation of the predictions of a client. */
    public interface Source {

        /** Return the stored creates. */
        StoredCreates storedCreates();
    }

    /**
     * A create that can be stored.
     *
     * @param create description for the journal, with the origin {@code SUBMIT}
     * @param json the encoded create. It may contain confidential values
     */
    public record StoredCreate(JournaledCreate create, String json) {

        /** Return a description without the encoded create. */
        @Override
        public String toString() {
            return "StoredCreate[" + this.create + "]";
        }
    }

    /**
     * Encode a create of a version. Its files are read or uploaded. It is sent without {@code Prefer: wait}.
     *
     * @throws IllegalArgumentException if the request has no version
     */
    public Mono<StoredCreate> encode(PredictionRequest request) {
        return encode(CreateEndpoint.ofVersion(request), request);
    }

    /** Encode a create of an official model, as {@link #encode(PredictionRequest)}. */
    public Mono<StoredCreate> encodeForModel(String model, PredictionRequest request) {
        return encode(CreateEndpoint.ofModel(model, request), request);
    }

    /** Encode a create of a deployment, as {@link #encode(PredictionRequest)}. */
    public Mono<StoredCreate> encodeForDeployment(String deployment, PredictionRequest request) {
        return encode(CreateEndpoint.ofDeployment(deployment, request), request);
    }

    private Mono<StoredCreate> encode(CreateEndpoint endpoint, PredictionRequest request) {
        return ApplicationErrors.unwrap(this.creator
                .encode(endpoint, request, endpoint.model(request))
                .map((Map<String, @Nullable Object> input) -> ApplicationErrors.call(() -> {
                    CreateWebhook webhook = this.context.webhook().of(request.webhook());
                    JournaledCreate create =
                            this.creator.journaled(endpoint, request, input, webhook, JournaledCreate.Origin.SUBMIT);
                    String json = StoredRequest.of(endpoint, request, PredictionCreator.body(request, input))
                            .toJson();
                    return new StoredCreate(create, json);
                })));
    }

    /**
     * Send a stored create. The default webhook is that of the client when the create is sent. If the caller cancels, the
     * prediction is not cancelled.
     *
     * @param json the encoded create
     * @param beforeAttempt called immediately before the request is sent, and before each retry. If it throws an exception, the
     *     request is not sent and the entry is notified of a refusal. It must not block
     * @param entry entry of the create; it is notified of the outcome exactly once, on a thread for blocking calls. The client does
     *     not call {@link CreateJournal#begin}
     * @return the created prediction; fails with a {@link io.github.replicate4j.error.CreateLimitException} if the create exceeds a
     *     limit of the client, without waiting for it, so that it can be sent later
     */
    public Mono<Prediction> send(String json, Runnable beforeAttempt, CreateJournal.Entry entry) {
        return ApplicationErrors.unwrap(this.context
                .journal()
                .<Prediction>resume(
                        entry, recorded -> this.creator.send(StoredRequest.parse(json), beforeAttempt, recorded)));
    }

    /** Add a listener that is called when a create that exceeded a limit of the client may fit. It must not block. */
    public void onRelease(Runnable listener) {
        this.context.limits().onRelease(listener);
    }
}
