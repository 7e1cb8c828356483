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
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What goes wrong with a webhook on its way. Effects add up where they can: a webhook can be late, altered and sent twice.
 */
public final class WebhookFault {

    private final Consumer<WebhookFault> arm;
    private boolean armed;
    private WebhookFaultPlan plan = WebhookFaultPlan.NONE;

    WebhookFault(Consumer<WebhookFault> arm) {
        this.arm = arm;
    }

    /**
     * Sends it twice, one after the other, with the same headers.
     *
     * @return this
     */
    public WebhookFault duplicate() {
        return change(this.plan().twice());
    }

    /**
     * Sends it behind the next webhook of the same prediction, or by itself if there is none within a minute. The end of a
     * prediction, behind which nothing comes, is not held back, and neither is a webhook behind which another one already
     * waits.
     *
     * @return this
     */
    public WebhookFault reorder() {
        return change(this.plan().behindTheNext());
    }

    /**
     * Alters the body after it was signed: a receiver that checks signatures refuses it. It stays a JSON object, with one
     * property more.
     *
     * @return this
     */
    public WebhookFault tamper() {
        return change(this.plan().tampered());
    }

    /**
     * Signs it with another secret than that of the emulator.
     *
     * @param secret {@code whsec_} and the Base64 of 24 to 64 bytes
     * @return this
     * @throws IllegalArgumentException if the secret has another form
     */
    public WebhookFault signedWith(String secret) {
        return change(this.plan().signedWith(SigningSecret.of(secret)));
    }

    /**
     * Sends it later, by the emulator's clock. Later webhooks of the same prediction wait for it.
     *
     * @param time how much later; not negative
     * @return this
     */
    public WebhookFault delay(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("The time cannot be " + time);
        }
        return change(this.plan().late(time));
    }

    /**
     * Does not send it. The end of a prediction is tried again as if there had been no answer, unless that is dropped, too:
     * {@code always(WebhookEvent.COMPLETED).drop()} loses it for good.
     *
     * @return this
     */
    public WebhookFault drop() {
        return change(this.plan().dropped());
    }

    private WebhookFault change(WebhookFaultPlan to) {
        boolean first;
        synchronized (this) {
            this.plan = to;
            first = !this.armed;
            this.armed = true;
        }
        if (first) {
            this.arm.accept(this);
        }
        return this;
    }

    synchronized WebhookFaultPlan plan() {
        return this.plan;
    }
}
