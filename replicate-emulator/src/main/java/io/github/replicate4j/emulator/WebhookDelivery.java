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

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that was sent, or was to be sent: each attempt is one of its own, and so is each duplicate.
 *
 * @param id what the header {@code webhook-id} holds: the same for all attempts at one webhook
 * @param predictionId the id of the prediction or training
 * @param event what it tells of
 * @param url where it was sent
 * @param attempt which attempt it is, from 1
 * @param sentAt when it was sent, by the emulator's clock
 * @param endedAt when the answer or the failure came, by the emulator's clock; null while it is under way
 * @param status the status it was answered with; null if there was no answer, or is none yet
 * @param failure why there was no answer; null if there was one, or is none yet
 */
public record WebhookDelivery(
        String id,
        String predictionId,
        WebhookEvent event,
        URI url,
        int attempt,
        Instant sentAt,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        @Nullable String failure) {

    /**
     * Tells whether the receiver took it.
     *
     * @return true if the status is 200 to 299
     */
    public boolean isSuccess() {
        return this.status != null && this.status >= 200 && this.status < 300;
    }
}
