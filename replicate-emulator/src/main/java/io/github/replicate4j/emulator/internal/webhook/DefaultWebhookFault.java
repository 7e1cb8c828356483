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

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.webhook.WebhookFault;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the effects of a fault, and registers the fault when the first effect is set.
 */
final class DefaultWebhookFault implements WebhookFault {

    private final Consumer<DefaultWebhookFault> registration;

    private boolean registered;

    private int times = 1;

    private boolean reorder;

    private boolean tamper;

    private boolean drop;

    private Duration delay = Duration.ZERO;

    private @Nullable SigningSecret secret;

    DefaultWebhookFault(Consumer<DefaultWebhookFault> registration) {
        this.registration = registration;
    }

    @Override
    public WebhookFault duplicate() {
        return change(() -> this.times = 2);
    }

    @Override
    public WebhookFault reorder() {
        return change(() -> this.reorder = true);
    }

    @Override
    public WebhookFault tamper() {
        return change(() -> this.tamper = true);
    }

    @Override
    public WebhookFault signedWith(String secret) {
        return change(() -> this.secret = SigningSecret.of(secret));
    }

    @Override
    public WebhookFault delay(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("The duration must not be negative, but is " + time);
        }
        return change(() -> this.delay = time);
    }

    @Override
    public WebhookFault drop() {
        return change(() -> this.drop = true);
    }

    private WebhookFault change(Runnable change) {
        boolean first;
        synchronized (this) {
            change.run();
            first = !this.registered;
            this.registered = true;
        }
        if (first) {
            this.registration.accept(this);
        }
        return this;
    }

    synchronized WebhookFaultPlan plan() {
        return new WebhookFaultPlan(this.times, this.reorder, this.tamper, this.drop, this.delay, this.secret);
    }
}
