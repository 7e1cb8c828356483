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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks: those of one prediction in order, not too many at once, and the last one again if it was not taken.
 *
 * <p>One lock guards its state. Under it, only the clock and the HTTP client are called, which never call back at once.
 */
final class WebhookQueue implements AutoCloseable {

    /** When the end of a prediction is sent again, after the first attempt. */
    static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(14),
            Duration.ofSeconds(30),
            Duration.ofSeconds(62));

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_HELD_BACK = Duration.ofMinutes(1);

    private final Object lock = new Object();
    private final Webhooks webhooks;
    private final EmulatorClock clock;
    private final WebhookClient client = new WebhookClient();
    private final SigningSecret secret;
    private final Map<String, WebhookLane> lanes = new HashMap<>();
    private final WebhookRoom room = new WebhookRoom();
    private final WebhookSlots slots = new WebhookSlots();
    private final Set<Later> later = new HashSet<>();
    private final Set<WebhookPost> underWay = new HashSet<>();
    private boolean closed;

    WebhookQueue(Webhooks webhooks, EmulatorSettings settings) {
        this.webhooks = webhooks;
        this.clock = settings.clock();
        this.secret = settings.webhookSecret();
    }

    /** Sends a webhook when its turn has come. */
    void add(Webhook webhook) {
        synchronized (this.lock) {
            if (this.closed) {
                return;
            }
            if (!this.room.take(webhook)) {
                note(webhook, 1, "Not sent: too many webhooks wait already");
                return;
            }
            WebhookLane lane = this.lanes.computeIfAbsent(webhook.predictionId(), id -> new WebhookLane());
            Webhook outdated = lane.add(webhook);
            if (outdated != null) {
                this.room.give(outdated);
            }
            proceed(lane, webhook.predictionId());
        }
    }

    /** Forgets what has not been sent, and breaks off what is on its way. */
    void clear() {
        synchronized (this.lock) {
            Set.copyOf(this.later).forEach(Later::cancel);
            this.lanes.clear();
            this.slots.clear();
            this.room.clear();
            this.underWay.forEach(post -> {
                post.abort();
                post.done().complete(null);
            });
            this.underWay.clear();
        }
    }

    /** Sends nothing any more. */
    @Override
    public void close() {
        synchronized (this.lock) {
            this.closed = true;
            clear();
        }
        this.client.close();
    }

    private void proceed(WebhookLane lane, String predictionId) {
        while (!lane.isBusy()) {
            Webhook next = lane.poll();
            if (next == null) {
                if (!lane.holdsBack()) {
                    this.lanes.remove(predictionId, lane);
                }
                return;
            }
            WebhookFaultPlan plan = this.webhooks.take(next.event());
            WebhookAttempt attempt = new WebhookAttempt(next, 1, plan, this.clock.now(), lane);
            if (plan.reorder() && next.event() != WebhookEvent.COMPLETED && !lane.holdsBack()) {
                lane.holdBack(attempt);
                later(() -> letGo(attempt), LONGEST_HELD_BACK);
            } else {
                lane.busy(true);
                begin(attempt);
            }
        }
    }

    /** Nothing came before which it could be let by. */
    private void letGo(WebhookAttempt attempt) {
        WebhookLane lane = attempt.lane();
        if (lane != null && !lane.isBusy() && lane.isHeldBack(attempt)) {
            beginHeldBack(lane);
        }
    }

    private boolean beginHeldBack(WebhookLane lane) {
        WebhookAttempt held = lane.takeHeldBack();
        if (held == null) {
            return false;
        }
        lane.busy(true);
        begin(held);
        return true;
    }

    private void begin(WebhookAttempt attempt) {
        if (attempt.plan().delay().isZero()) {
            ready(attempt);
        } else {
            later(() -> ready(attempt), attempt.plan().delay());
        }
    }

    private void ready(WebhookAttempt attempt) {
        if (attempt.plan().drop()) {
            note(attempt.webhook(), attempt.number(), "Not sent: a fault dropped it");
            ended(attempt, false);
        } else {
            this.slots.add(attempt);
            sendWhatMayBe();
        }
    }

    private void sendWhatMayBe() {
        for (WebhookAttempt next = this.slots.take(); next != null; next = this.slots.take()) {
            send(WebhookPost.of(next, this.clock.now(), this.secret, this.webhooks.journal()));
        }
    }

    private void send(WebhookPost post) {
        this.underWay.add(post);
        this.clock.holdUntil(post.done());
        Later timeout = later(() -> answered(post, null, "No answer within 10 seconds"), PATIENCE);
        post.send(this.client, (status, failure) -> {
            synchronized (this.lock) {
                timeout.cancel();
                answered(post, status, failure);
            }
        });
    }

    private void answered(WebhookPost post, @Nullable Integer status, @Nullable String failure) {
        if (!this.underWay.remove(post)) {
            return;
        }
        Instant now = this.clock.now();
        boolean taken = post.ended(now, status, failure);
        WebhookPost copy = post.copy(now, taken, this.webhooks.journal());
        if (copy == null) {
            this.slots.free(post.attempt());
            ended(post.attempt(), taken);
            sendWhatMayBe();
        } else {
            send(copy);
        }
        // Not before what follows has been planned: a clock that waits for this moves on at once.
        post.done().complete(null);
    }

    private void ended(WebhookAttempt attempt, boolean delivered) {
        Webhook webhook = attempt.webhook();
        if (!delivered && webhook.event() == WebhookEvent.COMPLETED && attempt.number() <= RETRIES.size()) {
            Duration due = RETRIES.get(attempt.number() - 1).minus(Duration.between(attempt.first(), this.clock.now()));
            later(() -> again(attempt), due);
        } else {
            this.room.give(webhook);
        }
        WebhookLane lane = attempt.lane();
        if (lane != null) {
            lane.busy(false);
            if (!beginHeldBack(lane)) {
                proceed(lane, webhook.predictionId());
            }
        }
    }

    private void again(WebhookAttempt failed) {
        Webhook webhook = failed.webhook();
        begin(new WebhookAttempt(
                webhook, failed.number() + 1, this.webhooks.take(webhook.event()), failed.first(), null));
    }

    private void note(Webhook webhook, int attempt, String failure) {
        Instant now = this.clock.now();
        this.webhooks.journal().add(webhook, attempt, now).ended(now, null, failure);
    }

    private Later later(Runnable task, Duration delay) {
        Later planned = new Later(task);
        this.later.add(planned);
        planned.timer = this.clock.schedule(planned, delay);
        return planned;
    }

    /** Something that is done later, unless it is called off before. */
    private final class Later implements Runnable {

        private final Runnable task;
        private EmulatorClock.@Nullable Timer timer;

        Later(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            synchronized (WebhookQueue.this.lock) {
                if (WebhookQueue.this.later.remove(this)) {
                    this.task.run();
                }
            }
        }

        /** To be called with the lock held. */
        void cancel() {
            WebhookQueue.this.later.remove(this);
            if (this.timer != null) {
                this.timer.cancel();
            }
        }
    }
}
