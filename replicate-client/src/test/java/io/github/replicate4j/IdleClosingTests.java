/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Closing a client without predictions. */
@Isolated("Changes the schedulers of Reactor")
class IdleClosingTests {

    /** Only a failed test takes this long. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void idleClientClosesWithoutWaiting() throws Exception {
        // In virtual time, a close that waits for its time limit never returns.
        VirtualTimeScheduler.getOrSet();
        try {
            Replicate client = Replicate.create("r8_x");
            assertThat(CompletableFuture.runAsync(client::close)).succeedsWithin(LIMIT);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }
}
