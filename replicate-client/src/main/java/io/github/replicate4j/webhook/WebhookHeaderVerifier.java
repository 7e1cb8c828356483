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
import io.github.replicate4j.internal.support.Arguments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked of a delivery before its body is read, and without a secret: that its headers are of the form
 * that Replicate sends, and that it is neither old nor of the future. This proves nothing; it saves to read the rest.
 *
 * <p>Safe for any number of threads.
 */
public final class WebhookHeaderVerifier {

    /** Five minutes, either way. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** The headers that are looked at, in lower case. */
    public static final List<String> HEADERS =
            List.of(SignedHeaders.ID, SignedHeaders.TIMESTAMP, SignedHeaders.SIGNATURE);

    private final Duration tolerance;

    private final Clock clock;

    /**
     * Makes a verifier.
     *
     * @param tolerance how far the time of a delivery may be off, for the past and the future; longer than zero
     * @param clock tells what time it is
     * @throws IllegalArgumentException if the tolerance is not longer than zero
     */
    public WebhookHeaderVerifier(Duration tolerance, Clock clock) {
        this.tolerance = Arguments.positive("tolerance", tolerance);
        this.clock = clock;
    }

    /**
     * Checks the headers.
     *
     * @param headers gives all values of the header with this name, or {@code null} or none if there is no such header;
     *     names are asked for in lower case
     * @throws WebhookRejectedException if they are not those of a delivery of Replicate's, or it is untimely
     */
    public void verify(Function<String, ? extends @Nullable List<String>> headers) {
        read(headers);
    }

    SignedHeaders read(Function<String, ? extends @Nullable List<String>> headers) {
        SignedHeaders signed = SignedHeaders.read(headers);
        Duration age = Duration.between(signed.time(), Instant.now(this.clock));
        // Replicate sends whole seconds, and so are they compared.
        if (Duration.ofSeconds(age.toSeconds()).abs().compareTo(this.tolerance) > 0) {
            throw new WebhookRejectedException(
                    WebhookRejection.UNTIMELY,
                    "A webhook came that was sent " + age.abs().toSeconds() + " s "
                            + (age.isNegative() ? "in the future" : "ago") + "; " + this.tolerance.toSeconds()
                            + " s are allowed. Check the clock of this machine.");
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
