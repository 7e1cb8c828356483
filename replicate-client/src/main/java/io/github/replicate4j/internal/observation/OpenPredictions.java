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

package io.github.replicate4j.internal.observation;

import io.github.replicate4j.internal.support.RecentMap;
import io.github.replicate4j.observation.PredictionObservationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of which the end is not known, as many and for as long as is sensible to remember them.
 */
final class OpenPredictions {

    private static final int MAX_OPEN = 10_000;

    private static final int MAX_EARLY = 1_000;

    private static final Duration LONGEST = Duration.ofHours(1);

    /** By their ids, the oldest first. */
    private final Map<String, PredictionObservation> open = new LinkedHashMap<>();

    /** What is known of predictions whose create has not been answered: a webhook may be faster. */
    private final Map<String, PredictionObservationContext> early = new RecentMap<>(MAX_EARLY);

    synchronized @Nullable PredictionObservation get(String id) {
        return this.open.get(id);
    }

    /** Adds one, and returns those that are to be forgotten for that. */
    synchronized List<PredictionObservation> add(String id, PredictionObservation lifetime) {
        List<PredictionObservation> forgotten = new ArrayList<>();
        PredictionObservation before = this.open.put(id, lifetime);
        if (before != null) {
            forgotten.add(before);
        }
        Iterator<PredictionObservation> oldest = this.open.values().iterator();
        while (oldest.hasNext()) {
            PredictionObservation each = oldest.next();
            if (this.open.size() <= MAX_OPEN && each.age().compareTo(LONGEST) <= 0) {
                break;
            }
            forgotten.add(each);
            oldest.remove();
        }
        return forgotten;
    }

    /** Removes one that has ended, and returns it; of one that is not here yet, it is remembered how it ended. */
    synchronized @Nullable PredictionObservation end(String id, Consumer<PredictionObservationContext> facts) {
        PredictionObservation ended = this.open.remove(id);
        if (ended == null) {
            PredictionObservationContext known = new PredictionObservationContext();
            facts.accept(known);
            this.early.put(id, known);
        }
        return ended;
    }

    /** Removes one that had ended before it was added, and returns how. */
    synchronized @Nullable PredictionObservationContext earlyEnd(String id) {
        PredictionObservationContext known = this.early.remove(id);
        if (known != null) {
            this.open.remove(id);
        }
        return known;
    }

    synchronized List<PredictionObservation> clear() {
        List<PredictionObservation> all = List.copyOf(this.open.values());
        this.open.clear();
        return all;
    }
}
