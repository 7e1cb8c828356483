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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The secret of the account, asked for when it is first needed, and again when it seems to have been changed: once a minute
 * at most, whatever is sent, and by one thread at a time.
 */
final class FetchedSecrets implements WebhookVerification {

    static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);

    private static final Log logger = LogFactory.getLog(FetchedSecrets.class);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);

    /** Deliveries that were signed before the change are still sent for a minute. */
    private static final Duration PREVIOUS_HOLDS = Duration.ofMinutes(2);

    private static final long PATIENCE_MILLIS = 2_000;

    private final Supplier<WebhookSecret> source;

    private final Function<List<WebhookSecret>, WebhookVerifier> verifiers;

    private final Clock clock;

    private final ReentrantLock fetching = new ReentrantLock();

    private volatile @Nullable Known known;

    private Instant notBefore = Instant.MIN;

    private Duration backoff = FIRST_BACKOFF;

    FetchedSecrets(
            Supplier<WebhookSecret> source, Function<List<WebhookSecret>, WebhookVerifier> verifiers, Clock clock) {
        this.source = source;
        this.verifiers = verifiers;
        this.clock = clock;
    }

    @Override
    public VerifiedWebhook verify(WebhookHead head, byte[] body) {
        Known known = this.known;
        if (known == null) {
            known = first();
        }
        try {
            return known.verifier(this.clock.instant()).verify(head::header, body);
        } catch (WebhookRejectedException ex) {
            Known renewed = ex.reason() == WebhookRejection.NO_MATCHING_SIGNATURE ? renewed(known) : null;
            if (renewed == null) {
                throw ex;
            }
            return renewed.verifier(this.clock.instant()).verify(head::header, body);
        }
    }

    /** Without a secret nothing can be done, so that everybody waits for it, though not for long. */
    private Known first() {
        if (!tryLock()) {
            throw new NoWebhookSecretException("The webhook secret is being fetched from Replicate");
        }
        try {
            Known known = this.known;
            if (known != null) {
                return known;
            }
            if (this.clock.instant().isBefore(this.notBefore)) {
                throw new NoWebhookSecretException("The webhook secret could not be fetched a moment ago");
            }
            Known first = fetch(null);
            if (first == null) {
                throw new NoWebhookSecretException("The webhook secret could not be fetched");
            }
            return first;
        } finally {
            this.fetching.unlock();
        }
    }

    private boolean tryLock() {
        try {
            return this.fetching.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is known by now, or {@code null} if that is nothing new. */
    private @Nullable Known renewed(Known tried) {
        Known now = this.known;
        if (now != tried) {
            return now;
        }
        if (!this.fetching.tryLock()) {
            return null;
        }
        try {
            if (this.known != tried) {
                return this.known;
            }
            return this.clock.instant().isBefore(this.notBefore) ? null : fetch(tried);
        } finally {
            this.fetching.unlock();
        }
    }

    private @Nullable Known fetch(@Nullable Known before) {
        try {
            WebhookSecret secret = this.source.get();
            this.notBefore = this.clock.instant().plus(BETWEEN_FETCHES);
            this.backoff = FIRST_BACKOFF;
            if (before != null && before.secret().equals(secret)) {
                return null;
            }
            Known fetched = before == null
                    ? new Known(secret, this.verifiers.apply(List.of(secret)))
                    : new Known(
                            secret,
                            this.verifiers.apply(List.of(secret)),
                            this.verifiers.apply(List.of(secret, before.secret())),
                            this.clock.instant().plus(PREVIOUS_HOLDS));
            this.known = fetched;
            return fetched;
        } catch (RuntimeException ex) {
            // No token, no connection, no secret in the answer: none of them shows what is secret.
            logger.warn("The secret of webhooks could not be fetched from Replicate, so that they are not accepted: "
                    + ex.getMessage() + " Set replicate.webhook.secrets to do without fetching it");
            this.notBefore = this.clock.instant().plus(before == null ? this.backoff : BETWEEN_FETCHES);
            Duration longer = this.backoff.multipliedBy(2);
            this.backoff = longer.compareTo(BETWEEN_FETCHES) > 0 ? BETWEEN_FETCHES : longer;
            return null;
        }
    }

    /** The secret as it is, and for a while as it was. */
    private record Known(
            WebhookSecret secret, WebhookVerifier alone, WebhookVerifier withPrevious, Instant previousHoldsUntil) {

        Known(WebhookSecret secret, WebhookVerifier alone) {
            this(secret, alone, alone, Instant.MIN);
        }

        WebhookVerifier verifier(Instant now) {
            return now.isBefore(this.previousHoldsUntil) ? this.withPrevious : this.alone;
        }
    }
}
