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

package io.github.replicate4j.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs deliveries as Replicate does, for tests of what receives them.
 */
public final class WebhookSigner {

    private final SigningKey key;

    private final Clock clock;

    /**
     * Creates a signer.
     *
     * @param secret what is signed with
     * @throws IllegalArgumentException if it is no secret
     */
    public WebhookSigner(WebhookSecret secret) {
        this(SigningKey.of(secret), Clock.systemUTC());
    }

    private WebhookSigner(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Changes the clock.
     *
     * @param clock tells when a delivery is sent
     * @return another signer
     */
    public WebhookSigner withClock(Clock clock) {
        return new WebhookSigner(this.key, clock);
    }

    /**
     * Signs a delivery.
     *
     * @param id id of the delivery: letters, digits, {@code _} and {@code -}
     * @param body the bytes to send
     * @return the headers to send along
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
