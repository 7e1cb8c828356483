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

import io.github.replicate4j.emulator.webhook.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one attempt to send a webhook, all put together.
 *
 * @param times how often it is sent
 * @param reorder whether the next webhook of the prediction goes first
 * @param secret what signs it in place of the emulator's own secret, if there is such
 */
record WebhookFaultPlan(
        int times,
        boolean reorder,
        boolean tamper,
        boolean drop,
        Duration delay,
        @Nullable SigningSecret secret) {

    /** Nothing goes wrong. */
    static final WebhookFaultPlan NONE = new WebhookFaultPlan(1, false, false, false, Duration.ZERO, null);

    private static final byte[] ADDED = ",\"tampered\":true}".getBytes(StandardCharsets.UTF_8);

    WebhookFaultPlan twice() {
        return new WebhookFaultPlan(2, this.reorder, this.tamper, this.drop, this.delay, this.secret);
    }

    WebhookFaultPlan behindTheNext() {
        return new WebhookFaultPlan(this.times, true, this.tamper, this.drop, this.delay, this.secret);
    }

    WebhookFaultPlan tampered() {
        return new WebhookFaultPlan(this.times, this.reorder, true, this.drop, this.delay, this.secret);
    }

    WebhookFaultPlan dropped() {
        return new WebhookFaultPlan(this.times, this.reorder, this.tamper, true, this.delay, this.secret);
    }

    WebhookFaultPlan late(Duration time) {
        return new WebhookFaultPlan(this.times, this.reorder, this.tamper, this.drop, time, this.secret);
    }

    WebhookFaultPlan signedWith(SigningSecret other) {
        return new WebhookFaultPlan(this.times, this.reorder, this.tamper, this.drop, this.delay, other);
    }

    /** What is sent in place of a JSON object that has been signed. */
    byte[] spoil(byte[] json) {
        if (!this.tamper) {
            return json;
        }
        byte[] altered = Arrays.copyOf(json, json.length - 1 + ADDED.length);
        System.arraycopy(ADDED, 0, altered, json.length - 1, ADDED.length);
        return altered;
    }
}
