/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no signing secret is available to verify a delivery with.
 */
final class SecretUnavailableException extends RuntimeException {

    SecretUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
