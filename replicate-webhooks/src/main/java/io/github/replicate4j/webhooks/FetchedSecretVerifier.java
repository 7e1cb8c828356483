/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Verifies deliveries with the signing secret of the account. The secret is fetched when it is first needed, and again when a
 * signature does not match, since the secret may have been rotated: at most once a minute and by one thread at a time.
 */
final class FetchedSecretVerifier implements DeliveryVerifier {

    private static final Log logger = LogFactory.getLog(FetchedSecretVerifier.class);

    private static final long MIN_FETCH_INTERVAL = Duration.ofMinutes(1).toNanos();

    private static final long INITIAL_BACKOFF = Duration.ofSeconds(5).toNanos();

    /** Replicate retries deliveries for a minute, so some are still signed with the previous secret. */
    private static final long PREVIOUS_SECRET_VALIDITY = Duration.ofMinutes(2).toNanos();

    private static final long LOCK_TIMEOUT_MILLIS = 2_000;

    private final Supplier<WebhookSecret> secretSource;

    private final Function<List<WebhookSecret>, WebhookVerifier> verifierFactory;

    private final LongSupplier nanoTime;

    private final ReentrantLock fetchLock = new ReentrantLock();

    private volatile @Nullable FetchedSecret current;

    private long nextFetch;

    private long backoff = INITIAL_BACKOFF;

    private @Nullable RuntimeException latestFailure;

    FetchedSecretVerifier(
            Supplier<WebhookSecret> secretSource,
            Function<List<WebhookSecret>, WebhookVerifier> verifierFactory,
            LongSupplier nanoTime) {
        this.secretSource = secretSource;
        this.verifierFactory = verifierFactory;
        this.nanoTime = nanoTime;
        this.nextFetch = nanoTime.getAsLong();
    }

    @Override
    public VerifiedWebhook verify(WebhookRequestHeaders headers, byte[] body) {
        FetchedSecret secret = this.current;
        if (secret == null) {
            secret = fetchInitial();
        }
        try {
            return secret.verifierAt(this.nanoTime.getAsLong()).verify(headers::values, body);
        } catch (WebhookRejectedException ex) {
            FetchedSecret rotated = ex.reason() == WebhookRejection.NO_MATCHING_SIGNATURE ? fetchRotated(secret) : null;
            if (rotated == null) {
                throw ex;
            }
            return rotated.verifierAt(this.nanoTime.getAsLong()).verify(headers::values, body);
        }
    }

    /** Without a secret no delivery can be verified, so all threads wait for the first fetch, with a timeout. */
    private FetchedSecret fetchInitial() {
        if (!tryLock()) {
            throw new SecretUnavailableException(
                    "The webhook signing secret is still being fetched from Replicate", null);
        }
        try {
            FetchedSecret secret = this.current;
            if (secret != null) {
                return secret;
            }
            if (isTooEarlyToFetch()) {
                throw new SecretUnavailableException(
                        "A recent attempt to fetch the webhook signing secret has failed", this.latestFailure);
            }
            FetchedSecret fetched = fetch(null);
            if (fetched == null) {
                throw new SecretUnavailableException(
                        "The webhook signing secret could not be fetched", this.latestFailure);
            }
            return fetched;
        } finally {
            this.fetchLock.unlock();
        }
    }

    private boolean tryLock() {
        try {
            return this.fetchLock.tryLock(LOCK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Return the current secret if it differs from the rejected one, otherwise {@code null}. */
    private @Nullable FetchedSecret fetchRotated(FetchedSecret rejected) {
        FetchedSecret latest = this.current;
        if (latest != rejected) {
            return latest;
        }
        if (!this.fetchLock.tryLock()) {
            return null;
        }
        try {
            if (this.current != rejected) {
                return this.current;
            }
            return isTooEarlyToFetch() ? null : fetch(rejected);
        } finally {
            this.fetchLock.unlock();
        }
    }

    private boolean isTooEarlyToFetch() {
        return this.nanoTime.getAsLong() - this.nextFetch < 0;
    }

    /** Discard the fetched secret and the previous one, also if one is being fetched. */
    @Override
    public void discardSecrets() {
        this.fetchLock.lock();
        try {
            this.current = null;
            this.nextFetch = this.nanoTime.getAsLong();
        } finally {
            this.fetchLock.unlock();
        }
    }

    private @Nullable FetchedSecret fetch(@Nullable FetchedSecret previous) {
        try {
            WebhookSecret secret = this.secretSource.get();
            this.nextFetch = this.nanoTime.getAsLong() + MIN_FETCH_INTERVAL;
            this.backoff = INITIAL_BACKOFF;
            if (previous != null && previous.secret().equals(secret)) {
                return null;
            }
            FetchedSecret fetched = previous == null
                    ? new FetchedSecret(secret, this.verifierFactory.apply(List.of(secret)))
                    : new FetchedSecret(
                            secret,
                            this.verifierFactory.apply(List.of(secret)),
                            this.verifierFactory.apply(List.of(secret, previous.secret())),
                            this.nanoTime.getAsLong() + PREVIOUS_SECRET_VALIDITY);
            this.current = fetched;
            return fetched;
        } catch (RuntimeException ex) {
            this.latestFailure = ex;
            logger.warn("The webhook signing secret could not be fetched from Replicate, so webhooks are rejected: "
                    + Redaction.ofMessage(ex) + " Set replicate.webhook.secrets to configure the secret instead.");
            this.nextFetch = this.nanoTime.getAsLong() + (previous == null ? this.backoff : MIN_FETCH_INTERVAL);
            this.backoff = Math.min(2 * this.backoff, MIN_FETCH_INTERVAL);
            return null;
        }
    }

    /** A fetched secret and, for a limited time after a rotation, the previous one. */
    private record FetchedSecret(
            WebhookSecret secret,
            WebhookVerifier verifier,
            WebhookVerifier verifierWithPrevious,
            long previousValidUntil) {

        FetchedSecret(WebhookSecret secret, WebhookVerifier verifier) {
            this(secret, verifier, verifier, 0);
        }

        WebhookVerifier verifierAt(long nanoTime) {
            return nanoTime - this.previousValidUntil < 0 ? this.verifierWithPrevious : this.verifier;
        }
    }
}
