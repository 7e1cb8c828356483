/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The effects of a fault on one delivery attempt.
 *
 * @param times how often the webhook is sent
 * @param reorder whether the next webhook of the prediction is sent first
 * @param secret the secret that replaces that of the emulator, or null
 */
record WebhookFaultPlan(
        int times,
        boolean reorder,
        boolean tamper,
        boolean drop,
        Duration delay,
        @Nullable SigningSecret secret) {

    static final WebhookFaultPlan NONE = new WebhookFaultPlan(1, false, false, false, Duration.ZERO, null);

    private static final byte[] ADDITION = ",\"tampered\":true}".getBytes(StandardCharsets.UTF_8);

    /** Return the body to send instead of the signed JSON object. */
    byte[] apply(byte[] json) {
        if (!this.tamper) {
            return json;
        }
        byte[] altered = Arrays.copyOf(json, json.length - 1 + ADDITION.length);
        System.arraycopy(ADDITION, 0, altered, json.length - 1, ADDITION.length);
        return altered;
    }
}
