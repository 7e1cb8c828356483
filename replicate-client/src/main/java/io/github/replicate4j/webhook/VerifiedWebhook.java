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
 * A delivery whose signature proves that Replicate sent it.
 *
 * @param id id of the delivery; Replicate repeats a failed delivery with the same id
 * @param timestamp time at which the delivery was sent; it differs for each attempt
 * @param body signed bytes of the body
 * @since 0.1.0
 */
public record VerifiedWebhook(String id, Instant timestamp, byte[] body) {

    /**
     * Return the body, converted from JSON.
     *
     * @param type target type, such as {@code Prediction} or {@code Training}
     * @param <T> target type
     * @return the converted body
     * @throws io.github.replicate4j.error.UnreadableJsonException if the body cannot be converted to the type
     */
    public <T> T as(Class<T> type) {
        return Json.read(this.body, type);
    }

    /** Return a description without the body, which contains inputs and outputs. */
    @Override
    public String toString() {
        return "VerifiedWebhook[id=" + this.id + ", timestamp=" + this.timestamp + ", bytes=" + this.body.length + "]";
    }
}
