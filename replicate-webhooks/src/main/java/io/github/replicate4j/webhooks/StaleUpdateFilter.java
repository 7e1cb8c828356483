/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.event.TrainingUpdatedEvent;
import io.github.replicate4j.event.WebhookEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Detects updates that are received out of order: after the completion, or after a newer update. It tracks the 10,000 most
 * recently updated predictions and trainings.
 */
final class StaleUpdateFilter {

    private static final int MAX_ENTRIES = 10_000;

    private final Map<String, Progress> latest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Progress> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** Record an event and return whether it is stale. A completion is never stale: the inbox detects duplicates. */
    synchronized boolean isStale(WebhookEvent event) {
        String id = event.subject().id();
        Progress progress = Progress.of(event);
        Progress previous = this.latest.get(id);
        if (previous != null && !event.subject().isTerminal() && progress.isBehind(previous)) {
            return true;
        }
        if (previous == null || !progress.isBehind(previous)) {
            this.latest.put(id, progress);
        }
        return false;
    }

    /**
     * Progress of a prediction or training.
     *
     * @param phase 0 before it runs, 1 while it runs, 2 when it is completed
     * @param logs length of the logs
     * @param outputs number of items or characters of the output
     */
    private record Progress(int phase, int logs, int outputs) {

        static Progress of(WebhookEvent event) {
            int phase = phase(event.subject());
            if (event instanceof PredictionUpdatedEvent updated) {
                return new Progress(
                        phase,
                        updated.prediction().logs().length(),
                        count(updated.prediction().output()));
            }
            if (event instanceof TrainingUpdatedEvent updated) {
                return new Progress(
                        phase,
                        updated.training().logs().length(),
                        count(updated.training().output()));
            }
            return new Progress(phase, 0, 0);
        }

        private static int phase(LongRunningTask task) {
            if (task.isTerminal()) {
                return 2;
            }
            return "starting".equals(task.statusText()) ? 0 : 1;
        }

        private static int count(@Nullable Object output) {
            if (output instanceof List<?> outputs) {
                return outputs.size();
            }
            return output instanceof String text ? text.length() : 0;
        }

        boolean isBehind(Progress other) {
            if (this.phase != other.phase) {
                return this.phase < other.phase;
            }
            return this.logs <= other.logs
                    && this.outputs <= other.outputs
                    && (this.logs < other.logs || this.outputs < other.outputs);
        }
    }
}
