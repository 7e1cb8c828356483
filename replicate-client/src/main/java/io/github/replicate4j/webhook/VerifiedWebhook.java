/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
