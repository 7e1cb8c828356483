/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Outcome of a delivery and the HTTP response to it. A response has no body, so that it does not help to forge a webhook.
 * Replicate delivers a completion again for about a minute unless the response is a success.
 *
 * @since 0.1.0
 */
public enum WebhookResponse {

    /** Listeners have processed the event. */
    PROCESSED(HttpStatus.NO_CONTENT),

    /** The completion is stored. Listeners process it later. */
    STORED(HttpStatus.NO_CONTENT),

    /** Listeners have processed the event with an earlier delivery, or the completion is stored already. */
    DUPLICATE(HttpStatus.NO_CONTENT),

    /** The update was received after a newer one, or after the completion, and is ignored. */
    LATE(HttpStatus.NO_CONTENT),

    /** Another delivery of the same event is being processed, which may still fail. */
    IN_PROGRESS(HttpStatus.CONFLICT, Duration.ofSeconds(5)),

    /** A listener has failed. */
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR),

    /** The inbox has failed. */
    INBOX_FAILED(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5)),

    /** The application is shutting down. */
    SHUTTING_DOWN(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5)),

    /** No signing secret is available. */
    NO_SECRET(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5)),

    /** No memory is left for the body. */
    NO_MEMORY(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5)),

    /** All threads that call listeners are busy. */
    NO_THREAD(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5)),

    /** The request does not have the form of a webhook of Replicate. */
    MALFORMED(HttpStatus.BAD_REQUEST),

    /** The request could not be verified as sent by Replicate. The response does not state the reason. */
    UNVERIFIED(HttpStatus.UNAUTHORIZED),

    /** The method of the request is not {@code POST}. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),

    /** The body was not received in time. */
    TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),

    /** The body is too large. */
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),

    /** The body is compressed: Replicate does not compress, and an unverified body is not decompressed. */
    ENCODED(HttpStatus.UNSUPPORTED_MEDIA_TYPE);

    private final HttpStatus status;

    private final @Nullable Duration retryAfter;

    WebhookResponse(HttpStatus status) {
        this(status, null);
    }

    WebhookResponse(HttpStatus status, @Nullable Duration retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /**
     * Return the status of the response.
     *
     * @return the HTTP status
     */
    public HttpStatus status() {
        return this.status;
    }

    /**
     * Return the headers of the response. A response to a rejected request closes the connection, because its sender is unknown
     * and may never finish its body.
     *
     * @param protocol protocol of the request, such as {@code HTTP/1.1}; other versions have no header {@code Connection}
     * @return the headers
     */
    public HttpHeaders headers(String protocol) {
        HttpHeaders headers = new HttpHeaders();
        if (this.status != HttpStatus.NO_CONTENT) {
            headers.setContentLength(0);
        }
        if (this.retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(this.retryAfter.toSeconds()));
        }
        if (this == METHOD_NOT_ALLOWED) {
            headers.setAllow(Set.of(HttpMethod.POST));
        }
        if (closesConnection() && protocol.startsWith("HTTP/1")) {
            headers.setConnection("close");
        }
        return headers;
    }

    private boolean closesConnection() {
        return switch (this) {
            case PROCESSED, STORED, DUPLICATE, LATE, IN_PROGRESS, FAILED, INBOX_FAILED -> false;
            default -> true;
        };
    }

    /** Value of an observation key. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
