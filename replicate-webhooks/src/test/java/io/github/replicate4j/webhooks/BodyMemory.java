/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

/** Gives tests of other packages access to the memory that is left for bodies. */
public final class BodyMemory {

    private BodyMemory() {}

    public static long availableBytes(WebhookReceiver receiver) {
        return receiver.availableBodyBytes();
    }
}
