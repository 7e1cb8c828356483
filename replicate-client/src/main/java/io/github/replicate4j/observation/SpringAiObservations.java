/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognizes observations of Spring AI that report token usage, by their class: Spring AI is not a dependency. */
final class SpringAiObservations {

    private static final Set<String> CONTEXTS = Set.of(
            "org.springframework.ai.chat.observation.ChatModelObservationContext",
            "org.springframework.ai.embedding.observation.EmbeddingModelObservationContext");

    /** More than observations are nested in practice. */
    private static final int MAX_ANCESTORS = 100;

    private SpringAiObservations() {}

    /** Return whether an ancestor is such an observation of a model on Replicate. */
    static boolean includeParentOf(Observation.ContextView context) {
        ObservationView parent = context.getParentObservation();
        for (int i = 0; parent != null && i < MAX_ANCESTORS; i++) {
            Observation.ContextView ancestor = parent.getContextView();
            if (reportsTokens(ancestor.getClass()) && isOfReplicate(ancestor)) {
                return true;
            }
            parent = ancestor.getParentObservation();
        }
        return false;
    }

    private static boolean reportsTokens(@Nullable Class<?> type) {
        return type != null && (CONTEXTS.contains(type.getName()) || reportsTokens(type.getSuperclass()));
    }

    /** A convention of the application may leave out the provider. */
    private static boolean isOfReplicate(Observation.ContextView context) {
        KeyValue system = context.getLowCardinalityKeyValue("gen_ai.system");
        return system == null || "replicate".equals(system.getValue());
    }
}
