/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import org.jspecify.annotations.Nullable;

/**
 * The id of a fault in the control API: {@code request-1} or {@code webhook-1}.
 */
public record FaultId(boolean ofWebhook, long number) {

    private static final String REQUEST = "request-";

    private static final String WEBHOOK = "webhook-";

    public static FaultId ofRequests(long number) {
        return new FaultId(false, number);
    }

    public static FaultId ofWebhooks(long number) {
        return new FaultId(true, number);
    }

    /** Parse an id, or return null if it is malformed. */
    public static @Nullable FaultId parse(String text) {
        boolean webhook = text.startsWith(WEBHOOK);
        if (!webhook && !text.startsWith(REQUEST)) {
            return null;
        }
        try {
            return new FaultId(webhook, Long.parseLong(text.substring((webhook ? WEBHOOK : REQUEST).length())));
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    @Override
    public String toString() {
        return (this.ofWebhook ? WEBHOOK : REQUEST) + this.number;
    }
}
