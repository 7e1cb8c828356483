/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.webhook.WebhookFault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Return the effects in the format of the control API. */
    synchronized Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        putIf(this.times == 2, "duplicate", json);
        putIf(this.reorder, "reorder", json);
        putIf(this.tamper, "tamper", json);
        putIf(this.drop, "drop", json);
        if (!this.delay.isZero()) {
            json.put("delay", this.delay.toString());
        }
        if (this.secret != null) {
            json.put("signed_with", "whsec_***");
        }
        return json;
    }

    private static void putIf(boolean set, String name, Map<String, Object> json) {
        if (set) {
            json.put(name, true);
        }
    }

    synchronized WebhookFaultPlan plan() {
        return new WebhookFaultPlan(this.times, this.reorder, this.tamper, this.drop, this.delay, this.secret);
    }
}
