/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Waits for the number of requests to a server. */
public final class RequestCounts {

    private RequestCounts() {}

    /** Wait until no request has arrived for some time. Requests that are in flight may still arrive before that. */
    public static void awaitNoMore(IntSupplier count) {
        AtomicInteger previous = new AtomicInteger(-1);
        Wire.await().during(Duration.ofMillis(100)).until(() -> {
            int current = count.getAsInt();
            return previous.getAndSet(current) == current;
        });
    }
}
