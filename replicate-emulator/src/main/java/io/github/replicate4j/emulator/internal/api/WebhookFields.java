/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.Loopback;
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

    // Addresses of private networks, names of containers, and names that are never public.
    private static final Pattern PRIVATE = Pattern.compile(
            "10(\\.[0-9]{1,3}){3}|192\\.168(\\.[0-9]{1,3}){2}|172\\.(1[6-9]|2[0-9]|3[01])(\\.[0-9]{1,3}){2}"
                    + "|\\[f[cd][0-9a-f:.]+]|[a-z0-9_-]*[a-z_-][a-z0-9_-]*|[a-z0-9_.-]+\\.(internal|local|test)",
            Pattern.CASE_INSENSITIVE);

    private final boolean privateNetworks;

    /**
     * Create a reader.
     *
     * @param address the address of the emulator. If other hosts can connect to it, it can connect to them
     */
    WebhookFields(EmulatorAddress address) {
        this.privateNetworks = address.servesOtherHosts();
    }

    void check(Map<String, Object> body, Violations violations) {
        if (body.containsKey("webhook")) {
            if (!(body.get("webhook") instanceof String url)) {
                violations.wrongType("webhook", "string", body.get("webhook"));
            } else if (parse(url) == null) {
                violations.add(
                        "webhook",
                        "format",
                        "Does not match format 'uri': use an absolute https URL, or an http URL of this machine"
                                + (this.privateNetworks ? " or of a private network" : ""));
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

    private @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            return Loopback.isHttpsOrLocal(uri) || (this.privateNetworks && isPrivate(uri)) ? uri : null;
        } catch (URISyntaxException ex) {
            return null;
        }
    }

    private static boolean isPrivate(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && PRIVATE.matcher(uri.getHost()).matches();
    }

    @Nullable
    URI url(Map<String, Object> body) {
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
