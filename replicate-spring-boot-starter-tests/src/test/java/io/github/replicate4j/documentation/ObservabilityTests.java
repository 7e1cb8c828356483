/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.observation.PredictionObservationContext;
import org.junit.jupiter.api.Test;

/** Tests for the convention in {@code docs/observability.md}. */
class ObservabilityTests {

    @Test
    void groupsModelsByOwner() {
        PredictionObservationContext context = new PredictionObservationContext();
        assertThat(model(context)).isEqualTo("none");
        context.setModel("acme/painter");
        assertThat(model(context)).isEqualTo("acme");
    }

    private static String model(PredictionObservationContext context) {
        return new ModelOwnerObservationConvention()
                .getLowCardinalityKeyValues(context).stream()
                        .filter(key -> key.getKey().equals("gen_ai.request.model"))
                        .map(key -> key.getValue())
                        .findFirst()
                        .orElseThrow();
    }
}
