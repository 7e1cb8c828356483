/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that signs webhooks as specified by Standard Webhooks: with the HMAC-SHA256 of id, timestamp and body.
 */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";

    private static final int MIN_BYTES = 24;

    private static final int MAX_BYTES = 64;

    private final String text;

    private final SecretKeySpec key;

    private SigningSecret(String text, byte[] key) {
        this.text = text;
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Parse a secret.
     *
     * @throws IllegalArgumentException if it is malformed; the message does not contain the secret
     */
    public static SigningSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A signing secret must begin with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException notBase64) {
            // Without the cause, whose message contains a character of the secret.
            throw new IllegalArgumentException("A signing secret must be Base64 after " + PREFIX);
        }
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A signing secret must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + key.length);
        }
        return new SigningSecret(text, key);
    }

    /** Return the secret as text: {@code whsec_} followed by Base64. */
    public String text() {
        return this.text;
    }

    /** Sign a webhook. */
    public String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(this.key);
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
