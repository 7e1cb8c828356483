/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.ModelFunction;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.trainings.TrainingRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that are set as one value or field by field. */
class InputFieldsTests extends ClientStyleTest {

    @ParameterizedTest
    @EnumSource
    void fieldsAreSentInOrderIncludingNulls(ClientStyle style) {
        answered(201, Wire.prediction("abc", "starting"));
        Prediction prediction = style.call(
                this.replicate,
                client -> client.predictions()
                        .create(request -> request.version("v1")
                                .input("zebra", 1)
                                .input("apple", null)
                                .input("map", Map.of("camelCase", List.of()))
                                .input("zebra", 2)),
                client -> client.predictions()
                        .create(request -> request.version("v1")
                                .input("zebra", 1)
                                .input("apple", null)
                                .input("map", Map.of("camelCase", List.of()))
                                .input("zebra", 2)));
        assertSent("POST", "/v1/predictions", """
                {"version":"v1","input":{"zebra":2,"apple":null,"map":{"camelCase":[]}}}""");
        assertThat(prediction.id()).isEqualTo("abc");
    }

    @Test
    void runAcceptsFields() {
        answered(201, Wire.succeeded("abc", "\"done\""));
        this.replicate.run(request ->
                request.model("owner/name").input("prompt", "a lighthouse").input("seed", 7));
        assertThat(requests().get(0).getBodyAsString())
                .isEqualTo("{\"input\":{\"prompt\":\"a lighthouse\",\"seed\":7}}");
    }

    @Test
    void requestIsIndependentOfBuilder() {
        PredictionRequest.Builder builder =
                PredictionRequest.builder().version("v1").input("a", 1);
        PredictionRequest first = builder.build();
        PredictionRequest second = builder.input("b", 2).build();
        assertThat(first.input()).isEqualTo(Map.of("a", 1));
        assertThat(second.input()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void wholeInputCanBeReplaced() {
        assertThat(PredictionRequest.builder()
                        .input(Map.of("a", 1))
                        .input(Map.of("b", 2))
                        .build()
                        .input())
                .isEqualTo(Map.of("b", 2));
    }

    @Test
    void wholeInputAndFieldAreMutuallyExclusive() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PredictionRequest.builder().input(Map.of("a", 1)).input("b", 2))
                .withMessageContaining("input")
                .withMessageContaining("'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunRequest.builder().input("b", 2).input(Map.of("a", 1)))
                .withMessageContaining("'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRequest.builder().input("b", null).input(Map.of()))
                .withMessageContaining("'b'");
    }

    private static Stream<Object> requestsAndBuilders() {
        RunRequest.Builder run = RunRequest.builder().model("owner/name").input("prompt", "a cat");
        PredictionRequest.Builder prediction =
                PredictionRequest.builder().version("v1").input("prompt", "a cat");
        return Stream.of(run, run.build(), prediction, prediction.build(), TrainingRequest.builder());
    }

    @ParameterizedTest
    @MethodSource("requestsAndBuilders")
    void requestAsInputIsRejected(Object request) {
        answered(201, Wire.succeeded("abc", "\"done\""));
        ModelFunction function = this.replicate.use("owner/name");
        AsyncModelFunction async = this.replicate.async().use("owner/name");
        String type = request.getClass().getSimpleName().replace("Builder", "Request.Builder");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> function.run(request),
                () -> function.create(request),
                () -> function.stream(request),
                () -> function.streamFiles(request),
                () -> function.streamEvents(request),
                () -> this.replicate.run("owner/name", request),
                () -> async.run(request).block(),
                () -> async.create(request).block(),
                () -> async.stream(request).blockLast(),
                () -> async.streamFiles(request).blockLast(),
                () -> async.streamEvents(request).blockLast(),
                () -> this.replicate.async().run("owner/name", request).block(),
                () -> PredictionRequest.builder().input(request),
                () -> TrainingRequest.builder().input(request))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessageStartingWith("input must not be a ")
                    .withMessageContaining(type);
        }
        assertThat(requests()).isEmpty();
    }
}
