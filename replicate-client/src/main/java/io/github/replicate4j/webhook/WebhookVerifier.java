/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import io.github.replicate4j.internal.support.Arguments;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies with signatures that deliveries come from Replicate. It needs only the headers and the bytes of the body,
 * and no web framework:
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(replicate.webhooks().defaultSecret());
 * VerifiedWebhook webhook = verifier.verify(name -> request.getHeaders().get(name), body);
 * Prediction prediction = webhook.as(Prediction.class);
 * }</pre>
 *
 * <p>The body must be the bytes as received: JSON that has been parsed and written again does not match the signature.
 * A delivery can arrive several times, and an attacker can replay a genuine delivery within the tolerance. To process
 * an effect only once, use the id of the prediction or training for deduplication.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class WebhookVerifier {

    private final List<SigningKey> keys;

    private final WebhookHeaderVerifier headers;

    private WebhookVerifier(List<SigningKey> keys, WebhookHeaderVerifier headers) {
        this.keys = keys;
        this.headers = headers;
    }

    /**
     * Create a verifier with the default tolerance.
     *
     * @param secrets signing secrets; a delivery must match one of them, so that a secret can be rotated
     * @return the verifier
     * @throws IllegalArgumentException if there is no secret or a secret is invalid
     */
    public static WebhookVerifier of(WebhookSecret... secrets) {
        return of(Arrays.asList(Arguments.notNull("secrets", secrets)));
    }

    /**
     * Create a verifier with the default tolerance.
     *
     * @param secrets signing secrets; a delivery must match one of them, so that a secret can be rotated
     * @return the verifier
     * @throws IllegalArgumentException if there is no secret or a secret is invalid
     */
    public static WebhookVerifier of(Collection<WebhookSecret> secrets) {
        if (Arguments.notNull("secrets", secrets).isEmpty()) {
            throw new IllegalArgumentException("at least one webhook signing secret is required to verify webhooks");
        }
        return new WebhookVerifier(
                secrets.stream()
                        .map(secret -> SigningKey.of(Arguments.notNull("secret", secret)))
                        .toList(),
                new WebhookHeaderVerifier(WebhookHeaderVerifier.DEFAULT_TOLERANCE, Clock.systemUTC()));
    }

    /**
     * Return a verifier with another tolerance.
     *
     * @param tolerance maximum difference between the timestamp of a delivery and the clock, in both directions; longer
     *     than zero
     * @return a new verifier
     * @throws IllegalArgumentException if the tolerance is not longer than zero
     */
    public WebhookVerifier withTolerance(Duration tolerance) {
        return new WebhookVerifier(this.keys, this.headers.withTolerance(tolerance));
    }

    /**
     * Return a verifier with another clock, for tests.
     *
     * @param clock the clock
     * @return a new verifier
     */
    public WebhookVerifier withClock(Clock clock) {
        return new WebhookVerifier(this.keys, this.headers.withClock(Arguments.notNull("clock", clock)));
    }

    /**
     * Verify a delivery.
     *
     * @param headers returns all values of a header, or {@code null} or an empty list if there is none; it is called
     *     with names in lower case
     * @param body bytes of the body as received
     * @return the verified delivery
     * @throws WebhookRejectedException if the delivery is malformed, outside the tolerance or not signed with one of
     *     the secrets
     */
    public VerifiedWebhook verify(Function<String, ? extends @Nullable List<String>> headers, byte[] body) {
        Arguments.notNull("body", body);
        SignedHeaders signed = this.headers.read(Arguments.notNull("headers", headers));
        if (body.length == 0) {
            throw new WebhookRejectedException(
                    WebhookRejection.EMPTY_BODY, "A webhook was rejected because its body is empty.");
        }
        if (signed.signatures().isEmpty()) {
            throw new WebhookRejectedException(
                    WebhookRejection.NO_SIGNATURE,
                    "A webhook was rejected because it has no signature of version v1, which Replicate uses: it does not"
                            + " come from Replicate, or a newer version of replicate4j is required.");
        }
        if (!matches(signed, body)) {
            throw new WebhookRejectedException(
                    WebhookRejection.NO_MATCHING_SIGNATURE,
                    "A webhook was rejected because its signature is invalid: it does not come from Replicate, it was"
                            + " changed in transit, or the signing secret is wrong.");
        }
        return new VerifiedWebhook(signed.id(), signed.time(), body);
    }

    /**
     * Verify a delivery, as {@link #verify(Function, byte[])}.
     *
     * @param headers all headers, with names in any case
     * @param body bytes of the body as received
     * @return the verified delivery
     * @throws WebhookRejectedException as {@link #verify(Function, byte[])}; also if two names of a signed header differ only
     *     in case
     */
    public VerifiedWebhook verify(Map<String, ? extends List<String>> headers, byte[] body) {
        Arguments.notNull("headers", headers);
        return verify(
                name -> headers.entrySet().stream()
                        .filter(header -> name.equalsIgnoreCase(header.getKey()))
                        .flatMap(header -> header.getValue().stream())
                        .toList(),
                body);
    }

    /** Takes the same time for each result, so that the time reveals nothing about the expected signature. */
    private boolean matches(SignedHeaders signed, byte[] body) {
        boolean matches = false;
        for (SigningKey key : this.keys) {
            byte[] expected = key.sign(signed.id(), signed.timestamp(), body);
            for (byte[] signature : signed.signatures()) {
                // Compares the Base64 text, because different texts can decode to the same bytes.
                matches |= MessageDigest.isEqual(signature, expected);
            }
        }
        return matches;
    }

    /** Return a description without the secrets. */
    @Override
    public String toString() {
        return "WebhookVerifier[secrets=" + this.keys.size() + ", " + this.headers + "]";
    }
}
