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

import io.github.replicate4j.trainings.Training;
import java.time.Instant;

/**
 * Event of a training that has started or has new output or logs, and is not complete. Any of these events can be
 * missing, because Replicate sends each of them only once.
 *
 * @param training the training when Replicate sent the webhook
 * @param webhookId id of the delivery
 * @param receivedAt time at which the delivery was received
 * @since 0.1.0
 */
public record TrainingUpdatedEvent(Training training, String webhookId, Instant receivedAt) implements WebhookEvent {

    @Override
    public Training subject() {
        return this.training;
    }
}
