/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

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
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.observation.DefaultImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationContext;

/** The observation of Spring AI, and that of the prediction within it. */
class ImageObservationTests extends ImageTest {

    private static final String SDXL = "stability-ai/sdxl";

    private final ObservationRegistry registry = TestObservationRegistry.create();

    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

    private AsyncReplicate observed;

    private ReplicateImageModel model;

    @BeforeEach
    void observe() {
        this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                ImageObservationTests.this.stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof ImageModelObservationContext
                        || context instanceof PredictionObservationContext;
            }
        });
        this.observed = client().observePredictions(new PredictionObservations(this.registry, null))
                .buildAsync();
        this.model = ReplicateImageModel.builder()
                .replicate(this.observed)
                .observationRegistry(this.registry)
                .options(ReplicateImageOptions.builder()
                        .model(SDXL)
                        .width(640)
                        .responseFormat("url")
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
    void predictionIsPartOfTheImageOperation() {
        respond(SDXL, 1);
        this.model.call(new ImagePrompt(
                "a cat", ImageOptionsBuilder.builder().height(480).build()));
        assertThat(this.stopped).hasSize(2);
        Observation.Context image = this.stopped.get(1);
        assertThat(this.stopped.get(0))
                .isInstanceOfSatisfying(
                        PredictionObservationContext.class,
                        context -> assertThat(context.getParentObservation().getContextView())
                                .isSameAs(image));
        assertThat(image.getName()).isEqualTo("gen_ai.client.operation");
        assertThat(image.getContextualName()).isEqualTo("image " + SDXL);
        assertThat(keys(image))
                .containsEntry("gen_ai.operation.name", "image")
                .containsEntry("gen_ai.system", "replicate")
                .containsEntry("gen_ai.request.model", SDXL)
                .containsEntry("gen_ai.request.image.response_format", "url")
                .containsEntry("gen_ai.request.image.size", "640x480");
        assertThat(((ImageModelObservationContext) image).getResponse().getResults())
                .hasSize(1);
    }

    @Test
    void promptWithoutOptionsIsObserved() {
        respond(SDXL, 1);
        this.model.call(new ImagePrompt(List.of(new ImageMessage("a cat"))));
        assertThat(keys(this.stopped.get(1))).containsEntry("gen_ai.request.model", SDXL);
    }

    @Test
    void failureIsObserved() {
        emulator.model(SDXL).respond(script -> script.fail("no"));
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.call(new ImagePrompt("a cat")));
        assertThat(this.stopped)
                .hasSize(2)
                .allSatisfy(context -> assertThat(context.getError()).isInstanceOf(ModelException.class));
    }

    @Test
    void rejectedPromptIsObservedWithoutAPrediction() {
        rejected(this.model, new ImagePrompt(" "), "empty");
        assertThat(this.stopped)
                .singleElement()
                .satisfies(context -> assertThat(context.getError()).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void conventionOfTheApplicationIsUsedByCopiesToo() {
        respond(SDXL, 1);
        this.model.setObservationConvention(new DefaultImageModelObservationConvention() {

            @Override
            public String getContextualName(ImageModelObservationContext context) {
                return "picture";
            }
        });
        this.model.mutate().build().call(new ImagePrompt("a cat"));
        assertThat(this.stopped.get(1).getContextualName()).isEqualTo("picture");
    }
}
