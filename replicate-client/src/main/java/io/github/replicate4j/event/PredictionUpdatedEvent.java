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

package io.github.replicate4j.event;

import io.github.replicate4j.predictions.Prediction;
import java.time.Instant;

/**
 * A prediction has started, or has put out or logged something, and goes on. Of these events any may be missing, for Replicate
 * sends them but once.
 *
 * @param prediction the prediction as it stood when Replicate sent this
 * @param webhookId id of the delivery
 * @param receivedAt when it came
 */
public record PredictionUpdatedEvent(Prediction prediction, String webhookId, Instant receivedAt)
        implements WebhookEvent {

    @Override
    public Prediction subject() {
        return this.prediction;
    }
}
