/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a signing secret. It signs the id, the timestamp and the body with HMAC-SHA256, as Standard Webhooks
 * specifies.
 */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String PREFIX = "whsec_";

    private static final int MIN_LENGTH = 24;

    private static final int MAX_LENGTH = 64;

    private final SecretKeySpec key;

    /** Cloned for each signature, because cloning is cheaper than setting the key and a {@link Mac} is not thread-safe. */
    private final Mac prototype;

    private SigningKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.prototype = newMac(this.key);
    }

    /** Decode a secret, or throw an {@link IllegalArgumentException} whose message does not contain the secret. */
    static SigningKey of(WebhookSecret secret) {
        String text = secret.key().strip();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException ex) {
            throw invalid("must be Base64 after the prefix " + PREFIX);
        }
        if (bytes.length < MIN_LENGTH || bytes.length > MAX_LENGTH) {
            throw invalid("must have from " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes when decoded, but has "
                    + bytes.length);
        }
        return new SigningKey(bytes);
    }

    private static IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException("a webhook signing secret " + reason
                + "; get the secret of your account with webhooks().defaultSecret() or GET /webhooks/default/secret");
    }

    /** Return the signature of a delivery, as Base64 text. The timestamp must be exactly as sent. */
    byte[] sign(String id, String timestamp, byte[] body) {
        Mac mac = mac();
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encode(mac.doFinal(body));
    }

    private Mac mac() {
        try {
            return (Mac) this.prototype.clone();
        } catch (CloneNotSupportedException ex) {
            // Some security providers do not support cloning.
            return newMac(this.key);
        }
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ALGORITHM + " is not available on this Java platform", ex);
        }
    }
}
