/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.predictions.ModelException;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

/** The observation of Spring AI, and those of the predictions within it. */
class EmbeddingObservationTests extends EmbeddingTest {

    private final ObservationRegistry registry = TestObservationRegistry.create();

    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

    private AsyncReplicate observed;

    private ReplicateEmbeddingModel model;

    @BeforeEach
    void observe() {
        addSingle("acme/single");
        this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                EmbeddingObservationTests.this.stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof EmbeddingModelObservationContext
                        || context instanceof PredictionObservationContext;
            }
        });
        this.observed = client().observePredictions(new PredictionObservations(this.registry, null))
                .buildAsync();
        this.model = ReplicateEmbeddingModel.builder()
                .replicate(this.observed)
                .observationRegistry(this.registry)
                .options(ReplicateEmbeddingOptions.builder()
                        .model("acme/single")
                        .dimensions(2)
                        .build())
                .build();
    }

    @AfterEach
    void close() {
        this.observed.close();
    }

    private static Map<String, String> keys(Observation.Context context) {
        return Stream.concat(
                        context.getLowCardinalityKeyValues().stream(), context.getHighCardinalityKeyValues().stream())
                .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    @Test
    void predictionsArePartOfTheCallAndLeaveTheTokensToIt() {
        this.model.embed(List.of("1", "2"));
        assertThat(this.stopped).hasSize(3);
        Observation.Context call = this.stopped.get(2);
        assertThat(this.stopped.subList(0, 2))
                .allSatisfy(each -> assertThat(each)
                        .isInstanceOfSatisfying(PredictionObservationContext.class, prediction -> {
                            assertThat(prediction.getParentObservation().getContextView())
                                    .isSameAs(call);
                            assertThat(prediction.isTokenUsageReportedBySpringAi())
                                    .isTrue();
                        }));
        assertThat(call.getContextualName()).isEqualTo("embedding acme/single");
        assertThat(keys(call))
                .containsEntry("gen_ai.operation.name", "embedding")
                .containsEntry("gen_ai.system", "replicate")
                .containsEntry("gen_ai.request.model", "acme/single")
                .containsEntry("gen_ai.response.model", "acme/single")
                .containsEntry("gen_ai.request.embedding.dimensions", "2")
                .containsEntry("gen_ai.usage.input_tokens", "6")
                .containsEntry("gen_ai.usage.total_tokens", "6");
    }

    @Test
    void failureStopsTheObservation() {
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.embed("fail"));
        assertThat(this.stopped)
                .hasSize(2)
                .allSatisfy(context -> assertThat(context.getError()).isInstanceOf(ModelException.class));
    }
}
