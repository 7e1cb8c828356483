/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Sends claimed creates, each of them once. */
final class CreateSender {

    private static final Log logger = LogFactory.getLog(CreateSender.class);

    private static final Duration MIN_BACKOFF = Duration.ofSeconds(1);

    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

    private static final Duration MAX_IN_FLIGHT_DELAY = Duration.ofSeconds(2);

    private final CreateQueue queue;

    private final Replicate client;

    private final Supplier<StoredCreates> storedCreates;

    CreateSender(CreateQueue queue, Replicate client, Supplier<StoredCreates> storedCreates) {
        this.queue = queue;
        this.client = client;
        this.storedCreates = storedCreates;
    }

    /**
     * What this instance does after an attempt.
     *
     * @param duration how long it sends nothing
     * @param limited whether this is because of the limits of the client, so that it ends when a create releases what it had
     *     reserved
     */
    record Pause(Duration duration, boolean limited) {

        static final Pause NONE = new Pause(Duration.ZERO, false);
    }

    /** This process was frozen, or without the database, so another instance may send the create. */
    private static final class ClaimTooOldException extends ReplicateException {

        private static final long serialVersionUID = 1L;

        ClaimTooOldException() {
            super("The claim of the durable create is too old", null);
        }
    }

    /**
     * Send a create.
     *
     * @param onAdmitted called when the limits have admitted the create, immediately before it is sent and before each retry
     * @return what this instance should do now
     */
    Pause send(DurableCreate create, Runnable onAdmitted) throws InterruptedException {
        Runnable beforeAttempt = () -> {
            if (!this.queue.isHeld(create)) {
                throw new ClaimTooOldException();
            }
            onAdmitted.run();
        };
        SubmittedEntry entry = new SubmittedEntry(this.queue.entry(create));
        try {
            Prediction prediction = Blocking.value(
                    this.storedCreates.get().send(String.valueOf(create.request()), beforeAttempt, entry));
            entry.isRefused(() -> {});
            cancelIfNotWanted(create, prediction);
            return Pause.NONE;
        } catch (RuntimeException ex) {
            return entry.isRefused(() -> onRefusal(create, ex)) ? onRefusal(create, ex) : Pause.NONE;
        }
    }

    /** Cancel a prediction if that was requested, which the reconciler repeats, or if the create was sent twice. */
    private void cancelIfNotWanted(DurableCreate create, Prediction prediction) {
        try {
            Optional<String> other = this.queue.otherTask(create, prediction.id());
            other.ifPresent(id -> logger.warn("The durable create '" + create.key() + "' was sent twice: "
                    + prediction.id() + " is cancelled, because its prediction is " + id));
            if (!prediction.isTerminal() && (other.isPresent() || this.queue.isCancelRequested(create))) {
                this.client.predictions().cancel(prediction.id());
            }
        } catch (RuntimeException ex) {
            logger.warn("The prediction " + prediction.id() + " of the durable create '" + create.key()
                    + "' may still run: it could not be cancelled, or it could not be read whether that is needed: "
                    + Redaction.ofMessage(ex));
        }
    }

    /** Nothing was created: queue it again, unless another attempt would be rejected as well. */
    private Pause onRefusal(DurableCreate create, RuntimeException failure) {
        String reason = Redaction.ofMessage(failure);
        if (failure instanceof ClaimTooOldException) {
            this.queue.giveBack(create);
            logger.info("The durable create '" + create.key() + "' was not sent, because its claim was too old");
            return Pause.NONE;
        }
        if (failure instanceof CreateLimitException limited) {
            return onLimit(create, limited, reason);
        }
        if (isFinal(failure)) {
            if (this.queue.refuse(create, reason)) {
                logger.warn("The durable create '" + create.key() + "' was refused: " + reason);
            }
            return Pause.NONE;
        }
        Duration delay = delay(create, failure);
        this.queue.requeue(create, delay, true, reason);
        logger.debug(
                "The durable create '" + create.key() + "' is sent again in " + delay.toMillis() + " ms: " + reason);
        return failure instanceof RateLimitException ? new Pause(delay, false) : Pause.NONE;
    }

    /** The create exceeds a limit of the application. It is not a failure of this create, so its backoff does not grow. */
    private Pause onLimit(DurableCreate create, CreateLimitException limited, String reason) {
        boolean cost = limited.limit() == CreateLimit.COST_PER_HOUR || limited.limit() == CreateLimit.COST_PER_DAY;
        // A place in flight becomes free when any prediction completes, and cost when its estimate is replaced.
        Duration max = limited.limit() == CreateLimit.MAX_IN_FLIGHT ? MAX_IN_FLIGHT_DELAY : MAX_BACKOFF;
        Duration retryAfter = limited.retryAfter();
        Duration delay = retryAfter == null ? max : atMost(max, retryAfter);
        if (cost) {
            // Creates of other models may cost less.
            this.queue.requeue(create, delay, false, reason);
            return Pause.NONE;
        }
        this.queue.requeueInOrder(create, reason);
        return new Pause(delay, true);
    }

    /** The token, the credit and the permissions of an account, and a proxy, can be corrected without another request. */
    private static boolean isFinal(RuntimeException failure) {
        if (failure instanceof IllegalArgumentException) {
            return true;
        }
        return failure instanceof ApiStatusException response && isFinal(response.statusCode());
    }

    private static boolean isFinal(int statusCode) {
        return switch (statusCode) {
            case 401, 402, 403, 407, 409, 429 -> false;
            default -> statusCode >= 400 && statusCode < 500;
        };
    }

    private static Duration delay(DurableCreate create, RuntimeException failure) {
        Duration retryAfter = failure instanceof RateLimitException limited ? limited.retryAfter() : null;
        if (retryAfter != null) {
            return atMost(MAX_BACKOFF, retryAfter);
        }
        Duration backoff = atMost(MAX_BACKOFF, MIN_BACKOFF.multipliedBy(1L << Math.min(create.failures(), 10)));
        return Duration.ofMillis(
                (long) (backoff.toMillis() * ThreadLocalRandom.current().nextDouble(1, 1.2)));
    }

    private static Duration atMost(Duration max, Duration delay) {
        return delay.compareTo(max) > 0 ? max : delay;
    }
}
