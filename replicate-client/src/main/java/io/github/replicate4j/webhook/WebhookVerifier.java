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

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells deliveries of Replicate from those of anybody else, by their signatures. It needs bytes and headers, and no web
 * framework:
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(replicate.webhooks().defaultSecret());
 * VerifiedWebhook webhook = verifier.verify(name -> request.getHeaders().get(name), body);
 * Prediction prediction = webhook.as(Prediction.class);
 * }</pre>
 *
 * <p>The body must be the bytes as they came: JSON that has been read and written again is not what was signed. The same
 * delivery may come several times, and a genuine one can be caught and sent again while it is timely: an
 * effect that must not happen twice needs the id of what the delivery is about.
 *
 * <p>Safe for any number of threads.
 */
public final class WebhookVerifier {

    private final List<SigningKey> keys;

    private final WebhookHeaderVerifier headers;

    private WebhookVerifier(List<SigningKey> keys, WebhookHeaderVerifier headers) {
        this.keys = keys;
        this.headers = headers;
    }

    /**
     * Makes a verifier with the default tolerance.
     *
     * @param secrets what Replicate signs with; of several, as while a secret is changed, any will do
     * @return the verifier
     * @throws IllegalArgumentException if there is none, or one of them is no secret
     */
    public static WebhookVerifier of(WebhookSecret... secrets) {
        return of(List.of(secrets));
    }

    /**
     * Makes a verifier with the default tolerance.
     *
     * @param secrets what Replicate signs with; of several, as while a secret is changed, any will do
     * @return the verifier
     * @throws IllegalArgumentException if there is none, or one of them is no secret
     */
    public static WebhookVerifier of(Collection<WebhookSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook can be verified only with a secret");
        }
        return new WebhookVerifier(
                secrets.stream().map(SigningKey::of).toList(),
                new WebhookHeaderVerifier(WebhookHeaderVerifier.DEFAULT_TOLERANCE, Clock.systemUTC()));
    }

    /**
     * Changes how far the time of a delivery may be off.
     *
     * @param tolerance longer than zero, for the past and the future
     * @return another verifier
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public WebhookVerifier withTolerance(Duration tolerance) {
        return new WebhookVerifier(this.keys, this.headers.withTolerance(tolerance));
    }

    /**
     * Changes the clock, for tests.
     *
     * @param clock tells what time it is
     * @return another verifier
     */
    public WebhookVerifier withClock(Clock clock) {
        return new WebhookVerifier(this.keys, this.headers.withClock(clock));
    }

    /**
     * Verifies a delivery.
     *
     * @param headers gives all values of the header with this name, or {@code null} or none if there is no such header;
     *     names are asked for in lower case
     * @param body the bytes as they came
     * @return the delivery
     * @throws WebhookRejectedException if it is not proved to be one of Replicate's
     */
    public VerifiedWebhook verify(Function<String, ? extends @Nullable List<String>> headers, byte[] body) {
        SignedHeaders signed = this.headers.read(headers);
        if (body.length == 0) {
            throw new WebhookRejectedException(WebhookRejection.EMPTY_BODY, "A webhook came without a body.");
        }
        if (signed.signatures().isEmpty()) {
            throw new WebhookRejectedException(
                    WebhookRejection.NO_SIGNATURE,
                    "A webhook came without a signature of version v1, which Replicate signs with: somebody else sent it, or a newer"
                            + " version of replicate4j is needed.");
        }
        if (!matches(signed, body)) {
            throw new WebhookRejectedException(
                    WebhookRejection.NO_MATCHING_SIGNATURE,
                    "A webhook came without a signature of Replicate's: somebody else sent it, it was changed on the way, or"
                            + " the secret is another one.");
        }
        return new VerifiedWebhook(signed.id(), signed.time(), body);
    }

    /** Takes the same time whatever it finds, so that nothing is learnt from how long it takes. */
    private boolean matches(SignedHeaders signed, byte[] body) {
        boolean matches = false;
        for (SigningKey key : this.keys) {
            byte[] expected = key.sign(signed.id(), signed.timestamp(), body);
            for (byte[] signature : signed.signatures()) {
                // The text and not what it decodes to: several texts decode to the same bytes.
                matches |= MessageDigest.isEqual(signature, expected);
            }
        }
        return matches;
    }

    /** Nothing of the secrets. */
    @Override
    public String toString() {
        return "WebhookVerifier[secrets=" + this.keys.size() + ", " + this.headers + "]";
    }
}
