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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.webhook.SigningSecret;
import io.github.replicate4j.emulator.webhook.WebhookClient;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A signed webhook on its way. */
final class WebhookPost {

    private final WebhookAttempt attempt;
    private final Map<String, String> headers;
    private final byte[] body;
    private final int copiesLeft;
    private final WebhookJournal.Line line;
    private final boolean copyTaken;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Disposable.Swap exchange = Disposables.swap();

    private WebhookPost(
            WebhookAttempt attempt,
            Map<String, String> headers,
            byte[] body,
            int copiesLeft,
            WebhookJournal.Line line,
            boolean copyTaken) {
        this.attempt = attempt;
        this.headers = headers;
        this.body = body;
        this.copiesLeft = copiesLeft;
        this.line = line;
        this.copyTaken = copyTaken;
    }

    /** Signs a webhook. */
    static WebhookPost of(WebhookAttempt attempt, Instant now, SigningSecret secret, WebhookJournal journal) {
        WebhookFaultPlan plan = attempt.plan();
        Webhook webhook = attempt.webhook();
        SigningSecret key = plan.secret() == null ? secret : plan.secret();
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = Map.of(
                "webhook-id", webhook.id(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", key.sign(webhook.id(), timestamp, webhook.body()));
        return new WebhookPost(
                attempt,
                headers,
                plan.spoil(webhook.body()),
                plan.times() - 1,
                journal.add(webhook, attempt.number(), now),
                false);
    }

    /** The same once more, if it is to be sent once more. */
    @Nullable
    WebhookPost copy(Instant now, boolean taken, WebhookJournal journal) {
        if (this.copiesLeft == 0) {
            return null;
        }
        return new WebhookPost(
                this.attempt,
                this.headers,
                this.body,
                this.copiesLeft - 1,
                journal.add(this.attempt.webhook(), this.attempt.number(), now),
                taken);
    }

    WebhookAttempt attempt() {
        return this.attempt;
    }

    /** Completes when nothing more comes of it. */
    CompletableFuture<Void> done() {
        return this.done;
    }

    /**
     * Sends it.
     *
     * @param answer takes the status or why there is none, on another thread
     */
    void send(WebhookClient client, BiConsumer<@Nullable Integer, @Nullable String> answer) {
        this.exchange.update(client.post(this.attempt.webhook().url(), this.headers, this.body)
                .subscribe(
                        status -> answer.accept(status, null),
                        error -> answer.accept(null, error.getClass().getSimpleName() + ": " + error.getMessage())));
    }

    /** Takes note of the answer, and returns whether the receiver has taken this or an earlier copy. */
    boolean ended(Instant time, @Nullable Integer status, @Nullable String failure) {
        abort();
        return this.line.ended(time, status, failure) || this.copyTaken;
    }

    /** Closes the connection. */
    void abort() {
        this.exchange.dispose();
    }
}
