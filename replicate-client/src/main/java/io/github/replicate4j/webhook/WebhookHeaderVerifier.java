/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import io.github.replicate4j.internal.support.Arguments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks the headers of a delivery without a signing secret, before its body is read: their format and the age of the
 * delivery. This does not prove that Replicate sent the delivery, but avoids reading the body of an invalid one.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class WebhookHeaderVerifier {

    /** Default tolerance of the timestamp: five minutes, in the past and in the future. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** Names of the headers, in lower case. */
    public static final List<String> HEADERS =
            List.of(SignedHeaders.ID, SignedHeaders.TIMESTAMP, SignedHeaders.SIGNATURE);

    private final Duration tolerance;

    private final Clock clock;

    /**
     * Create a verifier.
     *
     * @param tolerance maximum difference between the timestamp of a delivery and the clock, in both directions; longer
     *     than zero
     * @param clock the clock
     * @throws IllegalArgumentException if the tolerance is not longer than zero
     */
    public WebhookHeaderVerifier(Duration tolerance, Clock clock) {
        this.tolerance = Arguments.positive("tolerance", tolerance);
        this.clock = clock;
    }

    /**
     * Check the headers of a delivery.
     *
     * @param headers returns all values of a header, or {@code null} or an empty list if there is none; it is called
     *     with names in lower case
     * @throws WebhookRejectedException if a header is missing, repeated or malformed, or if the timestamp is outside
     *     the tolerance
     */
    public void verify(Function<String, ? extends @Nullable List<String>> headers) {
        read(headers);
    }

    SignedHeaders read(Function<String, ? extends @Nullable List<String>> headers) {
        SignedHeaders signed = SignedHeaders.read(headers);
        // The timestamp has whole seconds, so the age is compared in whole seconds.
        long age = Duration.between(signed.time(), Instant.now(this.clock)).toSeconds();
        if (Duration.ofSeconds(age).abs().compareTo(this.tolerance) > 0) {
            throw new WebhookRejectedException(
                    WebhookRejection.TIMESTAMP_OUT_OF_TOLERANCE,
                    "A webhook was rejected because it was sent " + Math.abs(age) + " s "
                            + (age < 0 ? "in the future" : "ago") + "; the tolerance is " + this.tolerance.toSeconds()
                            + " s. Check the clock of this machine.");
        }
        return signed;
    }

    WebhookHeaderVerifier withTolerance(Duration tolerance) {
        return new WebhookHeaderVerifier(tolerance, this.clock);
    }

    WebhookHeaderVerifier withClock(Clock clock) {
        return new WebhookHeaderVerifier(this.tolerance, clock);
    }

    @Override
    public String toString() {
        return "WebhookHeaderVerifier[tolerance=" + this.tolerance + "]";
    }
}
