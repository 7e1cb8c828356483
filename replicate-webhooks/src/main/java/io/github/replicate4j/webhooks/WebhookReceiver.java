/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Verifies deliveries of webhooks and publishes them as events. It is independent of the web framework: a handler for one of
 * them calls {@link #checkHeaders}, collects the body in a {@link WebhookBody}, and calls {@link #receive}.
 *
 * <p>Cheap checks are made first: the body is read only if the headers are valid, and parsed only if the signature is valid.
 * This class is safe for use by multiple threads.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver {

    private static final Log logger = LogFactory.getLog(WebhookReceiver.class);

    private static final String REJECTED = "A webhook was rejected";

    /** Limits the length of the keys of the inbox. */
    private static final int MAX_ID_LENGTH = 200;

    private final BooleanSupplier acceptingTraffic;

    private final BodyLimits bodyLimits;

    private final WebhookHeaderVerifier headerVerifier;

    private final DeliveryVerifier verifier;

    private final @Nullable CompletionSignals signals;

    private final WebhookInbox inbox;

    private final WebhookPublisher publisher;

    private final Clock clock;

    private final WebhookObservations observations;

    private final RejectionLog rejectionLog;

    private final StaleUpdateFilter staleUpdates = new StaleUpdateFilter();

    WebhookReceiver(WebhookReceiverBuilder builder) {
        this.acceptingTraffic = builder.acceptingTraffic;
        this.bodyLimits = new BodyLimits(builder.maxBodySize, builder.bodyTimeout);
        this.headerVerifier = new WebhookHeaderVerifier(builder.tolerance, builder.clock);
        this.verifier = builder.deliveryVerifier();
        this.signals = builder.signals;
        this.inbox = builder.inboxOrDefault();
        this.publisher = builder.publisher;
        this.clock = builder.clock;
        this.observations = new WebhookObservations(
                builder.observationRegistry,
                builder.observationConvention,
                builder.predictionObservations,
                builder.prices);
        this.rejectionLog = new RejectionLog(builder.nanoTime);
    }

    /**
     * Create a builder.
     *
     * @param publisher publishes verified webhooks
     * @return the builder
     */
    public static WebhookReceiverBuilder builder(WebhookPublisher publisher) {
        return new WebhookReceiverBuilder(publisher);
    }

    /**
     * Check the headers of a request before its body is read.
     *
     * @param headers headers of the request
     * @return the response to send instead of reading the body, or {@code null} to read the body
     */
    public @Nullable WebhookResponse checkHeaders(WebhookRequestHeaders headers) {
        if (!headers.isPost()) {
            return reject(headers, WebhookResponse.METHOD_NOT_ALLOWED);
        }
        if (!this.acceptingTraffic.getAsBoolean()) {
            return reject(headers, WebhookResponse.SHUTTING_DOWN);
        }
        if (headers.isEncoded()) {
            return reject(headers, WebhookResponse.ENCODED);
        }
        if (this.bodyLimits.isTooLarge(headers.contentLength())) {
            return reject(headers, WebhookResponse.TOO_LARGE);
        }
        try {
            this.headerVerifier.verify(headers::values);
            return null;
        } catch (WebhookRejectedException ex) {
            return reject(headers, ex);
        }
    }

    /**
     * Create a buffer for the body of one request.
     *
     * @param headers headers of the request
     * @return the buffer, which the caller closes
     */
    public WebhookBody newBody(WebhookRequestHeaders headers) {
        return new WebhookBody(this.bodyLimits, headers.remoteAddress());
    }

    /**
     * Record that the body of a request could not be read.
     *
     * @param headers headers of the request
     * @param failure what reading the body has thrown
     * @return the response to send
     */
    public WebhookResponse rejectBody(WebhookRequestHeaders headers, Throwable failure) {
        if (failure instanceof BodyRejectedException rejected) {
            return reject(headers, rejected.response());
        }
        if (failure instanceof TimeoutException) {
            return reject(headers, WebhookResponse.TOO_SLOW);
        }
        if (failure instanceof IOException || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            logger.debug("The body of a webhook could not be read", failure);
            return reject(headers, WebhookResponse.MALFORMED);
        }
        return fail(failure);
    }

    /**
     * Record that a request is rejected.
     *
     * @param headers headers of the request
     * @param response the response
     * @return the given response
     * @throws IllegalArgumentException if the response is not a rejection
     */
    public WebhookResponse reject(WebhookRequestHeaders headers, WebhookResponse response) {
        String reason = switch (response) {
            case TOO_LARGE -> "its body is larger than replicate.webhook.max-body-size";
            case TOO_SLOW ->
                "its body was not received within " + this.bodyLimits.timeout().toSeconds() + " s";
            case ENCODED -> "its body is compressed, and Replicate does not compress webhooks";
            case SHUTTING_DOWN -> "the application is shutting down";
            case NO_MEMORY ->
                "the bodies of other requests use the memory for bodies, see replicate.webhook.max-body-size";
            case NO_THREAD -> "listeners use all threads, see replicate.webhook.max-threads";
            case NO_SECRET -> "no signing secret is available";
            case MALFORMED -> "its body is incomplete";
            case UNVERIFIED -> "it could not be verified";
            case METHOD_NOT_ALLOWED -> "its method is not POST";
            case PROCESSED, STORED, DUPLICATE, LATE, IN_PROGRESS, FAILED, INBOX_FAILED ->
                throw new IllegalArgumentException(response + " is not a rejection");
        };
        return reject(headers, response, REJECTED + ": " + reason + ".");
    }

    private WebhookResponse reject(WebhookRequestHeaders headers, WebhookResponse response, String message) {
        this.rejectionLog.log(response, message, headers);
        this.observations.rejected(response);
        return response;
    }

    private WebhookResponse reject(WebhookRequestHeaders headers, WebhookRejectedException ex) {
        this.rejectionLog.log(ex.reason(), REJECTED + ". " + ex.getMessage(), headers);
        this.observations.rejected(ex.reason());
        return switch (ex.reason()) {
            case MISSING_HEADER, DUPLICATE_HEADER, MALFORMED_HEADER, EMPTY_BODY -> WebhookResponse.MALFORMED;
            case TIMESTAMP_OUT_OF_TOLERANCE, NO_SIGNATURE, NO_MATCHING_SIGNATURE -> WebhookResponse.UNVERIFIED;
        };
    }

    /**
     * Record that a request failed unexpectedly.
     *
     * @param failure what was thrown
     * @return the response to send
     */
    public WebhookResponse fail(Throwable failure) {
        logger.error("A webhook could not be received", failure);
        return WebhookResponse.FAILED;
    }

    /**
     * Verify a delivery and publish its event on the calling thread, which listeners may block.
     *
     * @param headers headers of the request
     * @param body complete body of the request
     * @return the response to send
     * @throws RuntimeException if a collaborator such as the clock fails; see {@link #fail}
     */
    public WebhookResponse receive(WebhookRequestHeaders headers, WebhookBody body) {
        try {
            VerifiedWebhook webhook = this.verifier.verify(headers, body.complete());
            WebhookEvent event = WebhookEvent.of(webhook, headers.query(), this.clock.instant());
            if (event.subject().id().length() > MAX_ID_LENGTH) {
                throw new UnreadableJsonException("has an id of more than " + MAX_ID_LENGTH + " characters");
            }
            return this.observations.observe(event, () -> process(event, webhook, headers.query()));
        } catch (BodyRejectedException ex) {
            return reject(headers, ex.response());
        } catch (WebhookRejectedException ex) {
            return reject(headers, ex);
        } catch (SecretUnavailableException ex) {
            logger.debug("No signing secret is available", ex.getCause());
            return reject(headers, WebhookResponse.NO_SECRET, REJECTED + ". " + Redaction.ofMessage(ex));
        } catch (UnreadableJsonException ex) {
            logger.warn(
                    Redaction.of("A webhook with a valid signature could not be read: its body " + ex.getMessage()));
            this.observations.rejected(WebhookResponse.MALFORMED);
            return WebhookResponse.MALFORMED;
        }
    }

    /**
     * Discard the signing secret that was fetched from Replicate, for example because it leaked and was replaced. The next
     * delivery fetches the secret again, and only that one is accepted. Secrets that are configured or provided are not affected.
     */
    public void discardFetchedSecret() {
        this.verifier.discardSecrets();
    }

    private WebhookObservations.Result process(WebhookEvent event, VerifiedWebhook webhook, @Nullable String query) {
        if (this.signals != null) {
            this.signals.completed(event.subject());
        }
        if (this.staleUpdates.isStale(event)) {
            logOutcome(event, "ignored, because a later one has been received");
            return new WebhookObservations.Result(WebhookResponse.LATE);
        }
        if (this.inbox instanceof StoredWebhookInbox stored && event.subject().isTerminal()) {
            return store(stored, event, webhook.body(), JournalEntries.id(event.subject(), query));
        }
        AtomicReference<@Nullable Throwable> listenerFailure = new AtomicReference<>();
        try {
            WebhookInbox.Outcome outcome = this.inbox.process(key(event), () -> publish(event, listenerFailure));
            logOutcome(event, outcome);
            return new WebhookObservations.Result(response(outcome));
        } catch (Throwable ex) {
            return failed(event, listenerFailure.get(), ex);
        }
    }

    private static WebhookObservations.Result store(
            StoredWebhookInbox inbox, WebhookEvent event, byte[] body, @Nullable String entryId) {
        try {
            boolean isNew = inbox.store(key(event), event, body, entryId);
            logOutcome(event, isNew ? "stored" : "stored already");
            return new WebhookObservations.Result(isNew ? WebhookResponse.STORED : WebhookResponse.DUPLICATE);
        } catch (Throwable ex) {
            // Failures of a database can contain the values of the statement, such as the output.
            logger.error("The webhook inbox failed to store " + event.getClass().getSimpleName() + " of " + id(event)
                    + ". Replicate delivers it again for about a minute. " + Redaction.of(String.valueOf(ex)));
            logger.debug("Failure of the inbox", ex);
            return new WebhookObservations.Result(WebhookResponse.INBOX_FAILED, ex);
        }
    }

    /** Redaction takes time, so that an id is redacted only if it is logged. */
    private static void logOutcome(WebhookEvent event, Object outcome) {
        if (logger.isDebugEnabled()) {
            logger.debug("Webhook of " + id(event) + ": " + outcome);
        }
    }

    private static WebhookResponse response(WebhookInbox.Outcome outcome) {
        return switch (outcome) {
            case PROCESSED -> WebhookResponse.PROCESSED;
            case DUPLICATE -> WebhookResponse.DUPLICATE;
            case IN_PROGRESS -> WebhookResponse.IN_PROGRESS;
        };
    }

    /** A completion has one key, whatever the id of its delivery. */
    private static String key(WebhookEvent event) {
        return event.subject().isTerminal()
                ? StoredWebhookInbox.completionKey(event.subject().id())
                : "delivery:" + event.webhookId();
    }

    private void publish(WebhookEvent event, AtomicReference<@Nullable Throwable> failure) {
        try {
            this.publisher.publish(event);
        } catch (Throwable ex) {
            failure.set(ex);
            throw ex;
        }
    }

    private static WebhookObservations.Result failed(
            WebhookEvent event, @Nullable Throwable listenerFailure, Throwable ex) {
        String description = event.getClass().getSimpleName() + " of " + id(event);
        if (listenerFailure == null) {
            logger.error("The webhook inbox failed, so listeners may not have received " + description, ex);
            return new WebhookObservations.Result(WebhookResponse.INBOX_FAILED, ex);
        }
        String consequence = event.subject().isTerminal()
                ? ". Replicate delivers it again for about a minute"
                : ". Replicate does not deliver it again, since it is not a completion";
        logger.error("A listener failed on " + description + consequence, listenerFailure);
        return new WebhookObservations.Result(WebhookResponse.FAILED, listenerFailure);
    }

    /** Return the id for the log. It may contain any characters, although it is signed. */
    private static String id(WebhookEvent event) {
        return Redaction.of(event.subject().id());
    }

    /** Memory that bodies use, in bytes. */
    long usedBodyBytes() {
        return this.bodyLimits.usedBytes();
    }
}
