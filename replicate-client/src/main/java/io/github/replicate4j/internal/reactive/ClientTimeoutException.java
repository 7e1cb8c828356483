/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.io.Serial;
import java.util.concurrent.TimeoutException;

/** A timeout of the client, as opposed to one of the HTTP engine. */
public final class ClientTimeoutException extends TimeoutException {

    @Serial
    private static final long serialVersionUID = 1L;

    ClientTimeoutException(String message) {
        super(message);
    }
}
