/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.webhook.DefaultEmulatedWebhooks;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.emulator.webhook.WebhookFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a fault of webhooks.
 */
final class WebhookFaultReader {

    private final FieldReader json;

    private final List<Consumer<WebhookFault>> effects = new ArrayList<>();

    private WebhookFaultReader(FieldReader json) {
        this.json = json;
    }

    /** Read a fault, add it and return its id. */
    static long add(FieldReader json, @Nullable Integer times, DefaultEmulatedWebhooks webhooks) {
        if (!json.present("operations").isEmpty()) {
            json.atMostOne("webhook_events", "operations");
            json.has("operations");
        }
        Set<WebhookEventType> events = events(json);
        WebhookFaultReader reader = new WebhookFaultReader(json);
        reader.read();
        json.finish();
        if (reader.effects.isEmpty() && !json.hasMistakes()) {
            json.mistake("", "has no effect: set duplicate, reorder, tamper, drop, delay or signed_with");
        }
        json.raise();
        return webhooks.add(times, events, fault -> reader.effects.forEach(effect -> effect.accept(fault)));
    }

    private static Set<WebhookEventType> events(FieldReader json) {
        Set<WebhookEventType> events = EnumSet.noneOf(WebhookEventType.class);
        List<String> names = json.strings("webhook_events");
        if (names != null) {
            for (String name : names) {
                WebhookEventType event = find(name);
                if (event == null) {
                    json.mistake(
                            "webhook_events",
                            "contains the unknown event \"" + name + "\": use start, output, logs or completed");
                } else {
                    events.add(event);
                }
            }
        }
        return events;
    }

    private static @Nullable WebhookEventType find(String name) {
        for (WebhookEventType event : WebhookEventType.values()) {
            if (event.value().equals(name)) {
                return event;
            }
        }
        return null;
    }

    private void read() {
        marker("duplicate", WebhookFault::duplicate);
        marker("reorder", WebhookFault::reorder);
        marker("tamper", WebhookFault::tamper);
        marker("drop", WebhookFault::drop);
        Duration delay = this.json.duration("delay");
        if (delay != null) {
            this.effects.add(fault -> fault.delay(delay));
        }
        String secret = this.json.string("signed_with");
        if (secret != null) {
            try {
                SigningSecret.of(secret);
                this.effects.add(fault -> fault.signedWith(secret));
            } catch (IllegalArgumentException ex) {
                this.json.mistake("signed_with", "is not valid: " + ex.getMessage());
            }
        }
    }

    private void marker(String name, Consumer<WebhookFault> effect) {
        if (this.json.marker(name)) {
            this.effects.add(effect);
        }
    }
}
