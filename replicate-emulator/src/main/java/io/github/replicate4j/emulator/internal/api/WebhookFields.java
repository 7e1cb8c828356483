/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and validates the webhook fields of requests that create predictions or trainings.
 */
final class WebhookFields {

    private static final List<String> EVENTS = List.of("start", "output", "logs", "completed");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private WebhookFields() {}

    static void check(Map<String, Object> body, Violations violations) {
        if (body.containsKey("webhook")) {
            if (!(body.get("webhook") instanceof String url)) {
                violations.wrongType("webhook", "string", body.get("webhook"));
            } else if (parse(url) == null) {
                violations.add(
                        "webhook",
                        "format",
                        "Does not match format 'uri': use an absolute https URL, or an http URL of this machine");
            }
        }
        if (!body.containsKey("webhook_events_filter")) {
            return;
        }
        if (!(body.get("webhook_events_filter") instanceof List<?> events)) {
            violations.wrongType("webhook_events_filter", "array", body.get("webhook_events_filter"));
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            if (!(events.get(i) instanceof String event) || !EVENTS.contains(event)) {
                violations.add(
                        "webhook_events_filter." + i,
                        "enum",
                        "must be one of the following: \"start\", \"output\", \"logs\", \"completed\"");
            }
        }
    }

    private static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null) {
                return null;
            }
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            return secure || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost())) ? uri : null;
        } catch (URISyntaxException ex) {
            return null;
        }
    }

    /** Return whether the host is the loopback interface, which does not need TLS. */
    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    static @Nullable URI url(Map<String, Object> body) {
        return body.get("webhook") instanceof String url ? parse(url) : null;
    }

    static List<String> events(Map<String, Object> body) {
        List<String> events = new ArrayList<>();
        if (body.get("webhook_events_filter") instanceof List<?> given) {
            given.forEach(each -> events.add(String.valueOf(each)));
        }
        return List.copyOf(events);
    }
}
