/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers webhooks: those of one prediction in order, a limited number concurrently, and with retries for the last one.
 *
 * <p>One lock guards its state. While it is held, only the clock and the HTTP client are called, which never call back
 * synchronously.
 */
public final class WebhookSender implements AutoCloseable {

    /** The times of the retries after the first attempt. Only webhooks about completion are retried. */
    static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(14),
            Duration.ofSeconds(30),
            Duration.ofSeconds(62));

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration MAX_HOLD_BACK = Duration.ofMinutes(1);

    private final Object lock = new Object();

    private final DefaultEmulatedWebhooks webhooks;

    private final EmulatorClock clock;

    private final WebhookClient client = new WebhookClient();

    private final SigningSecret secret;

    private final Map<String, WebhookSequence> sequences = new HashMap<>();

    private final WebhookCapacity capacity = new WebhookCapacity();

    private final WebhookConcurrencyLimiter concurrency = new WebhookConcurrencyLimiter();

    private final Set<ScheduledTask> scheduled = new HashSet<>();

    private final Set<WebhookExchange> inFlight = new HashSet<>();

    private boolean closed;

    public WebhookSender(DefaultEmulatedWebhooks webhooks, EmulatorClock clock, SigningSecret secret) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.secret = secret;
    }

    /** Send a webhook after the earlier ones of its prediction. */
    public void add(Webhook webhook) {
        synchronized (this.lock) {
            if (this.closed) {
                return;
            }
            if (!this.capacity.acquire(webhook)) {
                logNotSent(webhook, 1, "Not sent: too many webhooks are waiting");
                return;
            }
            WebhookSequence sequence =
                    this.sequences.computeIfAbsent(webhook.predictionId(), id -> new WebhookSequence());
            Webhook replaced = sequence.add(webhook);
            if (replaced != null) {
                this.capacity.release(replaced);
            }
            sendNext(sequence, webhook.predictionId());
        }
    }

    /** Remove all waiting webhooks, and abort those in flight. */
    public void clear() {
        synchronized (this.lock) {
            Set.copyOf(this.scheduled).forEach(ScheduledTask::cancel);
            this.sequences.clear();
            this.concurrency.clear();
            this.capacity.clear();
            this.inFlight.forEach(exchange -> {
                exchange.abort();
                exchange.done().complete(null);
            });
            this.inFlight.clear();
        }
    }

    @Override
    public void close() {
        synchronized (this.lock) {
            this.closed = true;
            clear();
        }
        this.client.close();
    }

    private void sendNext(WebhookSequence sequence, String predictionId) {
        while (!sequence.isBusy()) {
            Webhook next = sequence.poll();
            if (next == null) {
                if (!sequence.holdsBack()) {
                    this.sequences.remove(predictionId, sequence);
                }
                return;
            }
            WebhookFaultPlan fault = this.webhooks.take(next.event());
            WebhookSequence.Attempt attempt = new WebhookSequence.Attempt(next, 1, fault, this.clock.now(), sequence);
            if (fault.reorder() && next.event() != WebhookEventType.COMPLETED && !sequence.holdsBack()) {
                sequence.holdBack(attempt);
                schedule(() -> stopHoldingBack(attempt), MAX_HOLD_BACK);
            } else {
                sequence.busy(true);
                begin(attempt);
            }
        }
    }

    /** Send an attempt that was held back, but that no other webhook has followed. */
    private void stopHoldingBack(WebhookSequence.Attempt attempt) {
        WebhookSequence sequence = attempt.sequence();
        if (sequence != null && !sequence.isBusy() && sequence.isHeldBack(attempt)) {
            beginHeldBack(sequence);
        }
    }

    private boolean beginHeldBack(WebhookSequence sequence) {
        WebhookSequence.Attempt attempt = sequence.takeHeldBack();
        if (attempt == null) {
            return false;
        }
        sequence.busy(true);
        begin(attempt);
        return true;
    }

    private void begin(WebhookSequence.Attempt attempt) {
        if (attempt.fault().delay().isZero()) {
            enqueue(attempt);
        } else {
            schedule(() -> enqueue(attempt), attempt.fault().delay());
        }
    }

    private void enqueue(WebhookSequence.Attempt attempt) {
        if (attempt.fault().drop()) {
            logNotSent(attempt.webhook(), attempt.number(), "Not sent: dropped by a fault");
            onCompletion(attempt, false);
        } else {
            this.concurrency.add(attempt);
            sendPermitted();
        }
    }

    private void sendPermitted() {
        for (WebhookSequence.Attempt next = this.concurrency.acquire();
                next != null;
                next = this.concurrency.acquire()) {
            send(WebhookExchange.of(next, this.clock.now(), this.secret, this.webhooks.log()));
        }
    }

    private void send(WebhookExchange exchange) {
        this.inFlight.add(exchange);
        this.clock.holdUntil(exchange.done());
        ScheduledTask timeout =
                schedule(() -> onResponse(exchange, null, "No response within 10 seconds"), RESPONSE_TIMEOUT);
        exchange.send(this.client, (status, failure) -> {
            synchronized (this.lock) {
                timeout.cancel();
                onResponse(exchange, status, failure);
            }
        });
    }

    private void onResponse(WebhookExchange exchange, @Nullable Integer status, @Nullable String failure) {
        if (!this.inFlight.remove(exchange)) {
            return;
        }
        Instant now = this.clock.now();
        boolean accepted = exchange.complete(now, status, failure);
        WebhookExchange copy = exchange.nextCopy(now, accepted, this.webhooks.log());
        if (copy == null) {
            this.concurrency.release(exchange.attempt());
            onCompletion(exchange.attempt(), accepted);
            sendPermitted();
        } else {
            send(copy);
        }
        // Only after the follow-up has been scheduled: a clock that waits for this advances immediately.
        exchange.done().complete(null);
    }

    private void onCompletion(WebhookSequence.Attempt attempt, boolean accepted) {
        Webhook webhook = attempt.webhook();
        if (!accepted && webhook.event() == WebhookEventType.COMPLETED && attempt.number() <= RETRIES.size()) {
            Duration delay =
                    RETRIES.get(attempt.number() - 1).minus(Duration.between(attempt.first(), this.clock.now()));
            schedule(() -> retry(attempt), delay);
        } else {
            this.capacity.release(webhook);
        }
        WebhookSequence sequence = attempt.sequence();
        if (sequence != null) {
            sequence.busy(false);
            if (!beginHeldBack(sequence)) {
                sendNext(sequence, webhook.predictionId());
            }
        }
    }

    private void retry(WebhookSequence.Attempt failed) {
        Webhook webhook = failed.webhook();
        begin(new WebhookSequence.Attempt(
                webhook, failed.number() + 1, this.webhooks.take(webhook.event()), failed.first(), null));
    }

    private void logNotSent(Webhook webhook, int attempt, String reason) {
        Instant now = this.clock.now();
        this.webhooks.log().add(webhook, attempt, now).complete(now, null, reason);
    }

    private ScheduledTask schedule(Runnable action, Duration delay) {
        ScheduledTask task = new ScheduledTask(action);
        this.scheduled.add(task);
        task.timer = this.clock.schedule(task, delay);
        return task;
    }

    /** A task that runs under the lock unless it is canceled. */
    private final class ScheduledTask implements Runnable {

        private final Runnable action;

        private EmulatorClock.@Nullable Timer timer;

        ScheduledTask(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            synchronized (WebhookSender.this.lock) {
                if (WebhookSender.this.scheduled.remove(this)) {
                    this.action.run();
                }
            }
        }

        /** Cancel the task. The caller holds the lock. */
        void cancel() {
            WebhookSender.this.scheduled.remove(this);
            if (this.timer != null) {
                this.timer.cancel();
            }
        }
    }
}
