/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Task for tests. */
public record Task(String id, String statusText, @Nullable Instant createdAt, boolean hasAllFields)
        implements LongRunningTask {

    public Task(String id, String statusText) {
        this(id, statusText, null, true);
    }

    @Override
    public boolean isTerminal() {
        return this.statusText.equals("succeeded");
    }

    Task withStatus(String statusText) {
        return new Task(this.id, statusText, this.createdAt, this.hasAllFields);
    }
}
