/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * Thrown for status 402: the account has no credit or no payment method. Retrying does not help.
 *
 * @since 0.1.0
 */
public class PaymentRequiredException extends ApiStatusException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param response the error response
     */
    public PaymentRequiredException(String message, ErrorResponse response) {
        super(message, response);
    }
}
