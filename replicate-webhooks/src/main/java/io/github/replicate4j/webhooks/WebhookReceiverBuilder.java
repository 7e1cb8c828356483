/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.observation.PredictionObserver;
import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builder of {@link WebhookReceiver}. One of {@link #secretsProvider}, {@link #secrets} and {@link #secretSource} must be called.
 *
 * @since 0.1.0
 */
public final class WebhookReceiverBuilder {

    /** Well below the retention of the inbox. */
    private static final Duration MAX_TOLERANCE = Duration.ofHours(1);

    private static final long MAX_MAX_BODY_SIZE = Integer.MAX_VALUE / 2;

    final WebhookPublisher publisher;

    private List<WebhookSecret> secrets = List.of();

    private @Nullable WebhookSecretsProvider secretsProvider;

    private @Nullable Supplier<WebhookSecret> secretSource;

    Duration tolerance = WebhookHeaderVerifier.DEFAULT_TOLERANCE;

    long maxBodySize = 10 << 20;

    Duration bodyTimeout = Duration.ofSeconds(10);

    private @Nullable WebhookInbox inbox;

    @Nullable
    CompletionSignals signals;

    BooleanSupplier acceptingTraffic = () -> true;

    Clock clock = Clock.systemUTC();

    /** Measures intervals: setting the system clock must not change them. */
    LongSupplier nanoTime = System::nanoTime;

    ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

    @Nullable
    WebhookObservationConvention observationConvention;

    PredictionObservations predictionObservations = PredictionObservations.NONE;

    Prices prices = Prices.NONE;

    WebhookReceiverBuilder(WebhookPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Set the signing secrets. A delivery is accepted if it is signed with any of them.
     *
     * @param secrets the secrets; if empty, the {@linkplain #secretSource secret source} is used
     * @return this builder
     * @throws IllegalArgumentException if a secret is invalid
     */
    public WebhookReceiverBuilder secrets(List<WebhookSecret> secrets) {
        if (!secrets.isEmpty()) {
            // Creating a verifier validates the secrets.
            WebhookVerifier.of(secrets);
        }
        this.secrets = List.copyOf(secrets);
        return this;
    }

    /**
     * Set the provider of the signing secrets, which takes precedence over {@linkplain #secrets secrets} and the
     * {@linkplain #secretSource secret source}.
     *
     * @param provider returns the secrets for each delivery
     * @return this builder
     */
    public WebhookReceiverBuilder secretsProvider(WebhookSecretsProvider provider) {
        this.secretsProvider = provider;
        return this;
    }

    /**
     * Set the source of the signing secret, which is used if no {@linkplain #secrets secrets} are set. It is called when the
     * secret is first needed, and at most once a minute when a signature does not match, to detect a rotation. A delivery
     * waits for it, so it must return or fail within seconds.
     *
     * @param source returns the current secret or throws an exception
     * @return this builder
     */
    public WebhookReceiverBuilder secretSource(Supplier<WebhookSecret> source) {
        this.secretSource = source;
        return this;
    }

    /**
     * Set the largest accepted difference between the timestamp of a delivery and the clock, in either direction. Default:
     * 5 minutes.
     *
     * @param tolerance longer than zero, at most one hour
     * @return this builder
     * @throws IllegalArgumentException if the tolerance is out of range
     */
    public WebhookReceiverBuilder tolerance(Duration tolerance) {
        Arguments.positive("tolerance", tolerance);
        if (tolerance.compareTo(MAX_TOLERANCE) > 0) {
            throw new IllegalArgumentException("it must be at most " + MAX_TOLERANCE.toHours() + " h");
        }
        this.tolerance = tolerance;
        return this;
    }

    /**
     * Set the maximum size of a body. Default: 10 MB. All bodies that are received concurrently may take four times as
     * much memory.
     *
     * @param bytes from 1 byte to 1 GB
     * @return this builder
     * @throws IllegalArgumentException if the size is out of range
     */
    public WebhookReceiverBuilder maxBodySize(long bytes) {
        Arguments.size("it", bytes);
        if (bytes > MAX_MAX_BODY_SIZE) {
            throw new IllegalArgumentException("it must be less than 1 GB");
        }
        this.maxBodySize = bytes;
        return this;
    }

    /**
     * Set the time within which a body must be received. Default: 10 seconds.
     *
     * @param timeout at least a millisecond
     * @return this builder
     * @throws IllegalArgumentException if the timeout is less than a millisecond
     */
    public WebhookReceiverBuilder bodyTimeout(Duration timeout) {
        this.bodyTimeout = Arguments.atLeast("bodyTimeout", timeout, Duration.ofMillis(1));
        return this;
    }

    /**
     * Set the inbox that detects duplicates. Default: an {@link InMemoryWebhookInbox}.
     *
     * @param inbox the inbox
     * @return this builder
     */
    public WebhookReceiverBuilder inbox(WebhookInbox inbox) {
        this.inbox = inbox;
        return this;
    }

    /**
     * Set the signals that notify waiting calls of completions. Default: none.
     *
     * @param signals signals that are shared with the clients of the application
     * @return this builder
     */
    public WebhookReceiverBuilder signals(CompletionSignals signals) {
        this.signals = signals;
        return this;
    }

    /**
     * Set a condition for processing deliveries. While it is {@code false}, as during shutdown, the response is 503, and
     * Replicate delivers completions again. Default: always {@code true}.
     *
     * @param acceptingTraffic evaluated for each request
     * @return this builder
     */
    public WebhookReceiverBuilder acceptingTraffic(BooleanSupplier acceptingTraffic) {
        this.acceptingTraffic = acceptingTraffic;
        return this;
    }

    /**
     * Set the clock that timestamps are compared with, for tests. It also measures intervals, which are otherwise independent
     * of the system clock. Default: the system clock.
     *
     * @param clock the clock
     * @return this builder
     */
    public WebhookReceiverBuilder clock(Clock clock) {
        this.clock = clock;
        this.nanoTime = new MonotonicTime(clock);
        return this;
    }

    /**
     * Set the registry for the observations of deliveries. Default: no observations.
     *
     * @param registry the registry
     * @return this builder
     */
    public WebhookReceiverBuilder observationRegistry(ObservationRegistry registry) {
        this.observationRegistry = registry;
        return this;
    }

    /**
     * Set the convention for the observations of deliveries.
     *
     * @param convention the convention, or {@code null} for the default
     * @return this builder
     */
    public WebhookReceiverBuilder observationConvention(@Nullable WebhookObservationConvention convention) {
        this.observationConvention = convention;
        return this;
    }

    /**
     * Set the observer of predictions, which completions reported by webhooks stop. Default: none.
     *
     * @param observer the observer that the clients of the application use
     * @return this builder
     * @throws IllegalArgumentException if the observer is a custom implementation
     */
    public WebhookReceiverBuilder predictionObserver(PredictionObserver observer) {
        if (!(observer instanceof PredictionObservations observations)) {
            throw new IllegalArgumentException("observer must be the PredictionObserver bean of the starter");
        }
        this.predictionObservations = observations;
        return this;
    }

    /**
     * Set the prices from which the cost in the observations of predictions is computed. Default: none.
     *
     * @param prices the prices that the clients of the application use
     * @return this builder
     */
    public WebhookReceiverBuilder prices(Prices prices) {
        this.prices = prices;
        return this;
    }

    /**
     * Build the receiver.
     *
     * @return the receiver
     * @throws IllegalStateException if neither secrets nor a provider or source of them is set
     */
    public WebhookReceiver build() {
        return new WebhookReceiver(this);
    }

    WebhookInbox inboxOrDefault() {
        return this.inbox != null ? this.inbox : new InMemoryWebhookInbox(this.nanoTime);
    }

    DeliveryVerifier deliveryVerifier() {
        Duration tolerance = this.tolerance;
        Clock clock = this.clock;
        Function<List<WebhookSecret>, WebhookVerifier> verifiers =
                secrets -> WebhookVerifier.of(secrets).withTolerance(tolerance).withClock(clock);
        if (this.secretsProvider != null) {
            return new ProvidedSecretVerifier(this.secretsProvider, verifiers);
        }
        if (!this.secrets.isEmpty()) {
            WebhookVerifier verifier = verifiers.apply(this.secrets);
            return (headers, body) -> verifier.verify(headers::values, body);
        }
        if (this.secretSource == null) {
            throw new IllegalStateException(
                    "No signing secret is available: call secretsProvider, secrets or secretSource");
        }
        return new FetchedSecretVerifier(this.secretSource, verifiers, this.nanoTime);
    }
}
