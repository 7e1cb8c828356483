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

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import io.github.replicate4j.webhook.WebhookSubject;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides about deliveries, cheap checks first: nothing is read before its headers are right, nothing parsed before its
 * signature is. It knows no web framework.
 */
final class WebhookReceiver {

    private static final Log logger = LogFactory.getLog(WebhookReceiver.class);

    /** What an inbox has to hold is bounded. */
    private static final int MAX_ID_LENGTH = 200;

    private final TrafficGate gate;

    private final WebhookBodies bodies;

    private final WebhookHeaderVerifier headers;

    private final WebhookVerification verification;

    private final CompletionSignals signals;

    private final WebhookInbox inbox;

    private final WebhookPublisher publisher;

    private final Clock clock;

    private final WebhookObservations observations;

    private final RefusalLog refusals;

    private final UpdateOrder order = new UpdateOrder();

    WebhookReceiver(
            TrafficGate gate,
            WebhookBodies bodies,
            WebhookHeaderVerifier headers,
            WebhookVerification verification,
            CompletionSignals signals,
            WebhookInbox inbox,
            WebhookPublisher publisher,
            Clock clock,
            WebhookObservations observations) {
        this.gate = gate;
        this.bodies = bodies;
        this.headers = headers;
        this.verification = verification;
        this.signals = signals;
        this.inbox = inbox;
        this.publisher = publisher;
        this.clock = clock;
        this.observations = observations;
        this.refusals = new RefusalLog(clock);
    }

    /**
     * Decides what can be decided before the body is read.
     *
     * @return the answer, or {@code null} if the body is to be read
     */
    @Nullable
    WebhookAnswer refusal(WebhookHead head) {
        if (this.gate.isShut()) {
            return refused(WebhookAnswer.UNAVAILABLE);
        }
        if (head.isEncoded()) {
            return refused(WebhookAnswer.ENCODED);
        }
        if (this.bodies.isTooLarge(head.contentLength())) {
            return refused(WebhookAnswer.TOO_LARGE);
        }
        try {
            this.headers.verify(head::header);
            return null;
        } catch (WebhookRejectedException ex) {
            return rejected(ex);
        }
    }

    /** Begins to read the body. */
    WebhookBody body() {
        return this.bodies.begin();
    }

    /** Takes note of a body that was not read to its end. */
    WebhookAnswer refused(WebhookAnswer answer) {
        String reason = switch (answer) {
            case TOO_LARGE -> "its body is larger than replicate.webhook.max-body-size";
            case TOO_SLOW ->
                "its body took longer than " + this.bodies.patience().toSeconds() + " s to come";
            case ENCODED -> "its body is compressed, which those of Replicate are not";
            case UNAVAILABLE -> "this application is about to end, or has too much to do";
            default -> "its body broke off";
        };
        this.refusals.refused(answer, "A webhook was refused: " + reason + ".");
        this.observations.refused(answer);
        return answer;
    }

    private WebhookAnswer rejected(WebhookRejectedException ex) {
        this.refusals.refused(ex.reason(), "A webhook was refused. " + ex.getMessage());
        this.observations.refused(ex.reason());
        return switch (ex.reason()) {
            case MISSING_HEADER, REPEATED_HEADER, MALFORMED_HEADER, EMPTY_BODY -> WebhookAnswer.MALFORMED;
            case UNTIMELY, NO_SIGNATURE, NO_MATCHING_SIGNATURE -> WebhookAnswer.UNVERIFIED;
        };
    }

    /**
     * Verifies a delivery and lets listeners hear of it, on this thread. It never throws.
     *
     * @return the answer
     */
    WebhookAnswer receive(WebhookHead head, byte[] body) {
        try {
            VerifiedWebhook webhook = this.verification.verify(head, body);
            WebhookEvent event = WebhookEvent.of(webhook, WebhookSubject.of(head.query()), this.clock.instant());
            if (event.subject().id().length() > MAX_ID_LENGTH) {
                throw new UnreadableJsonException("has an id of more than " + MAX_ID_LENGTH + " characters");
            }
            return this.observations.observe(event, () -> accept(event));
        } catch (WebhookRejectedException ex) {
            return rejected(ex);
        } catch (NoWebhookSecretException ex) {
            logger.debug(ex.getMessage());
            this.observations.refused(WebhookAnswer.UNAVAILABLE);
            return WebhookAnswer.UNAVAILABLE;
        } catch (UnreadableJsonException ex) {
            logger.warn("A webhook that Replicate has signed could not be read: its body " + ex.getMessage());
            this.observations.refused(WebhookAnswer.MALFORMED);
            return WebhookAnswer.MALFORMED;
        } catch (RuntimeException ex) {
            logger.error("A webhook could not be received", ex);
            return WebhookAnswer.FAILED;
        }
    }

    private WebhookObservations.Result accept(WebhookEvent event) {
        this.signals.completed(event.subject());
        if (this.order.isLate(event)) {
            logger.debug("An update of " + event.subject().id() + " came too late and was dropped");
            return new WebhookObservations.Result(WebhookAnswer.DONE, "late");
        }
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try {
            WebhookInbox.Outcome outcome = this.inbox.process(key(event), () -> publish(event, failure));
            logger.debug("A webhook of " + event.subject().id() + ": " + outcome);
            return new WebhookObservations.Result(
                    outcome == WebhookInbox.Outcome.IN_PROGRESS ? WebhookAnswer.IN_PROGRESS : WebhookAnswer.DONE,
                    outcome.name().toLowerCase(Locale.ROOT));
        } catch (Throwable ex) {
            return failed(event, failure.get(), ex);
        }
    }

    /** However an end is delivered, under whatever id, it is one; of what the URL says nothing is proved. */
    private static String key(WebhookEvent event) {
        return event.subject().isTerminal() ? "completed:" + event.subject().id() : "delivery:" + event.webhookId();
    }

    private void publish(WebhookEvent event, AtomicReference<@Nullable Throwable> failure) {
        try {
            this.publisher.publish(event);
        } catch (Throwable ex) {
            failure.set(ex);
            throw ex;
        }
    }

    private static WebhookObservations.Result failed(WebhookEvent event, @Nullable Throwable ofListener, Throwable ex) {
        String what =
                event.getClass().getSimpleName() + " of " + event.subject().id();
        if (ofListener == null) {
            logger.error("The webhook inbox failed, so that listeners may not have heard of " + what, ex);
            return new WebhookObservations.Result(WebhookAnswer.UNAVAILABLE, "unavailable", ex);
        }
        String then = event.subject().isTerminal()
                ? ". Replicate sends it again for about a minute"
                : ". It is not sent again, as the end of a prediction is";
        logger.error("A listener failed on " + what + then, ofListener);
        return new WebhookObservations.Result(WebhookAnswer.FAILED, "failed", ofListener);
    }
}
