/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.predictions.Predictions;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.run.RunRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;

/** Tests for the mocks in {@code docs/testing.md}. */
class MockTests {

    private final Replicate replicate = mock();

    private final Predictions predictions = mock();

    private final Output output = mock();

    private final Prediction prediction = mock();

    @Test
    void mocksOverloadedMethods() {
        given(replicate.run(eq("acme/captioner"), any())).willReturn(output);
        given(replicate.run(any(RunRequest.class))).willReturn(output);
        given(replicate.run(ArgumentMatchers.<Consumer<RunRequest.Builder>>any()))
                .willReturn(output);
        given(predictions.create(any(PredictionRequest.class))).willReturn(prediction);
        given(predictions.create(ArgumentMatchers.<Consumer<PredictionRequest.Builder>>any()))
                .willReturn(prediction);

        assertThat(this.replicate.run("acme/captioner", Map.of())).isSameAs(this.output);
        assertThat(this.replicate.run(
                        RunRequest.of(run -> run.model("acme/captioner").input(Map.of()))))
                .isSameAs(this.output);
        assertThat(this.replicate.run(run -> run.model("acme/captioner").input(Map.of())))
                .isSameAs(this.output);
        assertThat(this.predictions.create(PredictionRequest.of(create -> create.input(Map.of()))))
                .isSameAs(this.prediction);
        assertThat(this.predictions.create(create -> create.input(Map.of()))).isSameAs(this.prediction);
    }

    @Test
    void capturesALambda() {
        this.predictions.create(create -> create.input("text", "Alice"));

        ArgumentCaptor<Consumer<PredictionRequest.Builder>> lambda = ArgumentCaptor.captor();
        then(predictions).should().create(lambda.capture());
        assertThat(PredictionRequest.of(lambda.getValue()).input()).isEqualTo(Map.of("text", "Alice"));
    }
}
