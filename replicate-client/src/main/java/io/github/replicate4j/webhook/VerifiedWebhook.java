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

package io.github.replicate4j.webhook;

import io.github.replicate4j.internal.json.Json;
import java.time.Instant;

/**
 * A delivery that Replicate has sent, as its signature proves.
 *
 * @param id id of the delivery; Replicate sends the same one again when it gets no answer that it likes
 * @param timestamp when it was sent; anew each time
 * @param body the bytes that were signed
 */
public record VerifiedWebhook(String id, Instant timestamp, byte[] body) {

    /**
     * Reads the body.
     *
     * @param type {@code Prediction}, {@code Training}, or anything that fits
     * @param <T> the type
     * @return what it says
     * @throws io.github.replicate4j.error.UnreadableJsonException if it does not fit
     */
    public <T> T as(Class<T> type) {
        return Json.read(this.body, type);
    }

    /** Not the body, which holds inputs and outputs. */
    @Override
    public String toString() {
        return "VerifiedWebhook[id=" + this.id + ", timestamp=" + this.timestamp + ", bytes=" + this.body.length + "]";
    }
}
