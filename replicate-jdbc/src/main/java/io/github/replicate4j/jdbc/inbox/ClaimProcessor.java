/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import java.time.Duration;
import java.util.function.Consumer;

/** Processes reserved completions. */
@FunctionalInterface
interface ClaimProcessor {

    /**
     * Process a completion. This does not throw exceptions.
     *
     * @param claim reserves the completion
     * @param retryIn called with the delay if it has to be processed again
     */
    void process(Claim claim, Consumer<Duration> retryIn);
}
