/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.observation;

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
 * The observations of predictions whose completion is not known yet, limited in number and age.
 */
final class OpenPredictions {

    private static final int MAX_OPEN = 10_000;

    private static final int MAX_COMPLETED_EARLY = 1_000;

    private static final Duration MAX_AGE = Duration.ofHours(1);

    /** By prediction id, oldest first. */
    private final Map<String, PredictionObservation> open = new LinkedHashMap<>();

    /** Predictions whose webhook arrived before the response to their create. */
    private final Map<String, PredictionObservationContext> completedEarly = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PredictionObservationContext> eldest) {
            return size() > MAX_COMPLETED_EARLY;
        }
    };

    synchronized @Nullable PredictionObservation get(String id) {
        return this.open.get(id);
    }

    /** Add an observation, and return those that are removed because of the limits. */
    synchronized List<PredictionObservation> add(String id, PredictionObservation observation) {
        List<PredictionObservation> removed = new ArrayList<>();
        PredictionObservation previous = this.open.put(id, observation);
        if (previous != null) {
            removed.add(previous);
        }
        Iterator<PredictionObservation> oldest = this.open.values().iterator();
        while (oldest.hasNext()) {
            PredictionObservation each = oldest.next();
            if (this.open.size() <= MAX_OPEN && each.age().compareTo(MAX_AGE) <= 0) {
                break;
            }
            removed.add(each);
            oldest.remove();
        }
        return removed;
    }

    /**
     * Remove and return the observation of a completed prediction. If there is none yet, the result is kept for
     * {@link #takeCompletedEarly}.
     */
    synchronized @Nullable PredictionObservation complete(String id, Consumer<PredictionObservationContext> result) {
        PredictionObservation completed = this.open.remove(id);
        if (completed == null) {
            PredictionObservationContext context = new PredictionObservationContext();
            result.accept(context);
            this.completedEarly.put(id, context);
        }
        return completed;
    }

    /** Return the result of a prediction that completed before it was added, and remove its observation. */
    synchronized @Nullable PredictionObservationContext takeCompletedEarly(String id) {
        PredictionObservationContext result = this.completedEarly.remove(id);
        if (result != null) {
            this.open.remove(id);
        }
        return result;
    }

    /** Remove and return all observations. */
    synchronized List<PredictionObservation> clear() {
        List<PredictionObservation> all = List.copyOf(this.open.values());
        this.open.clear();
        return all;
    }
}
