/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

/** Gives tests of other packages access to the memory that bodies use. */
public final class UsedBodyMemory {

    private UsedBodyMemory() {}

    public static long bytes(WebhookReceiver receiver) {
        return receiver.usedBodyBytes();
    }
}
