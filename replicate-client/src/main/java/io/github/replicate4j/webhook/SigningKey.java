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
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret in the form in which it signs: HMAC-SHA256 over id, time and body, as Standard Webhooks has it.
 */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String PREFIX = "whsec_";

    private static final int MIN_LENGTH = 24;

    private static final int MAX_LENGTH = 64;

    private final SecretKeySpec key;

    /** Never signs itself: a copy of it begins with the key in place, and any number of threads may make one. */
    private final Mac prepared;

    private SigningKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.prepared = prepare(this.key);
    }

    /**
     * Decodes a secret.
     *
     * @throws IllegalArgumentException if it is none; the message does not show it
     */
    static SigningKey of(WebhookSecret secret) {
        String text = secret.key().strip();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException ex) {
            throw refused("is not base64 behind " + PREFIX);
        }
        if (bytes.length < MIN_LENGTH || bytes.length > MAX_LENGTH) {
            throw refused("must have from " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes when decoded, but has "
                    + bytes.length);
        }
        return new SigningKey(bytes);
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("a webhook secret " + reason
                + "; GET /webhooks/default/secret, or webhooks().defaultSecret(), tells yours");
    }

    /**
     * Signs a delivery.
     *
     * @param timestamp seconds since 1970, to the letter as they are sent
     * @return base64 of the code, letter by letter
     */
    byte[] sign(String id, String timestamp, byte[] body) {
        Mac mac = mac();
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encode(mac.doFinal(body));
    }

    private Mac mac() {
        try {
            return (Mac) this.prepared.clone();
        } catch (CloneNotSupportedException ex) {
            // Those of some security providers cannot be copied.
            return prepare(this.key);
        }
    }

    private static Mac prepare(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
        }
    }
}
