/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs deliveries as Replicate does, for tests of webhook endpoints.
 *
 * @since 0.1.0
 */
public final class WebhookSigner {

    private final SigningKey key;

    private final Clock clock;

    /**
     * Create a signer that uses the system clock.
     *
     * @param secret the signing secret
     * @throws IllegalArgumentException if the secret is invalid
     */
    public WebhookSigner(WebhookSecret secret) {
        this(SigningKey.of(secret), Clock.systemUTC());
    }

    private WebhookSigner(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Return a signer with another clock.
     *
     * @param clock the clock for the timestamps of deliveries
     * @return a new signer
     */
    public WebhookSigner withClock(Clock clock) {
        return new WebhookSigner(this.key, clock);
    }

    /**
     * Return the headers of a signed delivery.
     *
     * @param id id of the delivery, with letters, digits, {@code _} and {@code -} only
     * @param body bytes of the body
     * @return the headers to send with the body
     */
    public Map<String, String> headers(String id, byte[] body) {
        String timestamp = String.valueOf(Instant.now(this.clock).getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignedHeaders.ID, id);
        headers.put(SignedHeaders.TIMESTAMP, timestamp);
        String signature = new String(this.key.sign(id, timestamp, body), StandardCharsets.US_ASCII);
        headers.put(SignedHeaders.SIGNATURE, "v1," + signature);
        return headers;
    }

    @Override
    public String toString() {
        return "WebhookSigner[***]";
    }
}
