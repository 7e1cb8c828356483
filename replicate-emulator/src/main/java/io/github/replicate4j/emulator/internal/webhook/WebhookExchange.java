/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The request that delivers a signed webhook, and its response.
 */
final class WebhookExchange {

    private final WebhookSequence.Attempt attempt;

    private final Map<String, String> headers;

    private final byte[] body;

    private final int remainingCopies;

    private final WebhookLog.Entry logEntry;

    private final boolean copyAccepted;

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private final Disposable.Swap request = Disposables.swap();

    private WebhookExchange(
            WebhookSequence.Attempt attempt,
            Map<String, String> headers,
            byte[] body,
            int remainingCopies,
            WebhookLog.Entry logEntry,
            boolean copyAccepted) {
        this.attempt = attempt;
        this.headers = headers;
        this.body = body;
        this.remainingCopies = remainingCopies;
        this.logEntry = logEntry;
        this.copyAccepted = copyAccepted;
    }

    /** Sign a webhook and create the exchange. */
    static WebhookExchange of(WebhookSequence.Attempt attempt, Instant now, SigningSecret secret, WebhookLog log) {
        WebhookFaultPlan fault = attempt.fault();
        Webhook webhook = attempt.webhook();
        SigningSecret key = fault.secret() == null ? secret : fault.secret();
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = Map.of(
                "webhook-id", webhook.id(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", key.sign(webhook.id(), timestamp, webhook.body()));
        return new WebhookExchange(
                attempt,
                headers,
                fault.apply(webhook.body()),
                fault.times() - 1,
                log.add(webhook, attempt.number(), now),
                false);
    }

    /** Create the exchange for the next copy of the webhook, or return null if all copies have been sent. */
    @Nullable
    WebhookExchange nextCopy(Instant now, boolean accepted, WebhookLog log) {
        if (this.remainingCopies == 0) {
            return null;
        }
        return new WebhookExchange(
                this.attempt,
                this.headers,
                this.body,
                this.remainingCopies - 1,
                log.add(this.attempt.webhook(), this.attempt.number(), now),
                accepted);
    }

    WebhookSequence.Attempt attempt() {
        return this.attempt;
    }

    /** Return a future that completes when the exchange has completed and its follow-up has been scheduled. */
    CompletableFuture<Void> done() {
        return this.done;
    }

    /** Send the request. */
    void send(WebhookClient client, BiConsumer<@Nullable Integer, @Nullable String> response) {
        this.request.update(client.post(this.attempt.webhook().url(), this.headers, this.body)
                .subscribe(
                        status -> response.accept(status, null),
                        error -> response.accept(null, error.getClass().getSimpleName() + ": " + error.getMessage())));
    }

    /** Record the outcome, and return whether the receiver has accepted this or an earlier copy. */
    boolean complete(Instant time, @Nullable Integer status, @Nullable String failure) {
        abort();
        return this.logEntry.complete(time, status, failure) || this.copyAccepted;
    }

    void abort() {
        this.request.dispose();
    }
}
