/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.event.TrainingUpdatedEvent;
import io.github.replicate4j.event.WebhookEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells updates that come too late: behind the end, or behind what came later at Replicate. It remembers the latest 10,000
 * predictions and trainings that it saw.
 */
final class UpdateOrder {

    private static final int REMEMBERED = 10_000;

    private final Map<String, Stage> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stage> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Takes note of an event. An end is never late: whether it is news, the inbox knows. */
    synchronized boolean isLate(WebhookEvent event) {
        String id = event.subject().id();
        Stage stage = Stage.of(event);
        Stage before = this.seen.get(id);
        if (before != null && !event.subject().isTerminal() && stage.isBehind(before)) {
            return true;
        }
        if (before == null || !stage.isBehind(before)) {
            this.seen.put(id, stage);
        }
        return false;
    }

    /**
     * How far something has come.
     *
     * @param rank 0 before it runs, 1 while it does, 2 at the end
     * @param logs length of the logs
     * @param outputs number of outputs
     */
    private record Stage(int rank, int logs, int outputs) {

        static Stage of(WebhookEvent event) {
            int rank = event.subject().isTerminal()
                    ? 2
                    : "starting".equals(event.subject().statusText()) ? 0 : 1;
            if (event instanceof PredictionUpdatedEvent updated) {
                return new Stage(
                        rank,
                        updated.prediction().logs().length(),
                        count(updated.prediction().output()));
            }
            if (event instanceof TrainingUpdatedEvent updated) {
                return new Stage(
                        rank,
                        updated.training().logs().length(),
                        count(updated.training().output()));
            }
            return new Stage(rank, 0, 0);
        }

        private static int count(@Nullable Object output) {
            if (output instanceof List<?> outputs) {
                return outputs.size();
            }
            return output instanceof String text ? text.length() : 0;
        }

        boolean isBehind(Stage other) {
            return this.rank != other.rank
                    ? this.rank < other.rank
                    : this.logs <= other.logs
                            && this.outputs <= other.outputs
                            && (this.logs < other.logs || this.outputs < other.outputs);
        }
    }
}
