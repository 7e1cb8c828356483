/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the outcome of a create, or of another request that is not idempotent, is unknown: the request was sent, but
 * no response shows whether Replicate processed it and may bill it. The client does not send it again.
 *
 * <p>The cause is the failure: the connection failed, the timeout was reached, the response could not be read, or Replicate
 * responded 408 or 5xx.
 *
 * @since 0.1.0
 */
public class OutcomeUnknownException extends ApiException {

    private final @Nullable String id;

    private final @Nullable String reference;

    /**
     * Create an exception without a reference.
     *
     * @param message the detail message, which states what happened and how to determine the outcome
     * @param cause the failure
     * @param operation the API operation
     * @param id id of the created resource, if it has arrived, or {@code null}
     */
    public OutcomeUnknownException(String message, ApiException cause, String operation, @Nullable String id) {
        this(message, cause, operation, id, null);
    }

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and how to determine the outcome
     * @param cause the failure
     * @param operation the API operation
     * @param id id of the created resource, if it has arrived, or {@code null}
     * @param reference reference of the create, or {@code null} if it has none
     */
    public OutcomeUnknownException(
            String message, ApiException cause, String operation, @Nullable String id, @Nullable String reference) {
        super(message, cause, operation);
        this.id = id;
        this.reference = reference;
    }

    /**
     * Return the id of the created resource. It is known if it has arrived, even if the rest of the response is missing
     * or unreadable.
     *
     * @return the id, or {@code null} if it is not known or nothing was created
     */
    public @Nullable String id() {
        return this.id;
    }

    /**
     * Return the reference that the application gave to the create. If the create requested a webhook,
     * {@code predictions().find(reference, since)} or {@code trainings().find(reference, since)} shows what it created.
     *
     * @return the reference, or {@code null} if the create had none
     */
    public @Nullable String reference() {
        return this.reference;
    }
}
