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

import io.github.replicate4j.emulator.http.EmulatorAddress;
import io.github.replicate4j.emulator.http.Json;
import java.net.URI;
import java.util.Locale;

/**
 * What a receiver is to be told.
 *
 * @param id the same however often it is sent
 * @param url where to send it
 * @param body what {@code predictions.get} or {@code trainings.get} answered when it happened
 */
record Webhook(String id, String predictionId, WebhookEvent event, URI url, byte[] body) {

    static Webhook of(
            WebhookEvent event,
            PredictionOrder.Kind kind,
            URI url,
            EmulatedPrediction prediction,
            EmulatorAddress address) {
        byte[] body = Json.write(
                kind == PredictionOrder.Kind.TRAINING
                        ? TrainingJson.of(prediction, address)
                        : PredictionJson.of(prediction, address));
        return new Webhook("msg_" + PredictionIds.next(), prediction.id(), event, url, body);
    }

    /** Who gets it: what is slow for one webhook is slow for all of the same receiver. */
    String receiver() {
        return (this.url.getScheme() + "://" + this.url.getHost() + ":" + this.url.getPort()).toLowerCase(Locale.ROOT);
    }
}
