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

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.observation.PredictionObservationContext;
import org.junit.jupiter.api.Test;

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
