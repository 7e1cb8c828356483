/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonParser;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Values other than files in the inputs of models: what is sent is what was passed, or nothing is sent. */
class InputValueTests extends WireMockTest {

    private static final String TREE = "{\"a\":[1,2.5,true,null,\"x\"],\"b\":{\"c\":\"ü\"}}";

    @BeforeEach
    void returnSucceeded() {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "\"done\"")));
    }

    private Prediction run(ClientStyle style, Object input) {
        return style.call(
                this.replicate,
                client -> client.use(Wire.VERSION).run(input).prediction(),
                client -> client.use(Wire.VERSION).run(input).map(output -> output.prediction()));
    }

    private String sent(Object input) {
        this.api.resetRequests();
        run(ClientStyle.BLOCKING, input);
        assertThat(requests()).hasSize(1);
        return JsonMapper.shared()
                .readTree(requests().get(0).getBodyAsString())
                .path("input")
                .toString();
    }

    static Stream<Object> trees() throws Exception {
        return Stream.of(
                new com.fasterxml.jackson.databind.ObjectMapper().readTree(TREE),
                JsonMapper.shared().readTree(TREE),
                JsonParser.parseString(TREE));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void treeIsSentAsItsJson(Object tree) {
        assertThat(sent(tree)).isEqualTo(TREE);
        assertThat(sent(Map.of("x", tree))).isEqualTo("{\"x\":" + TREE + "}");
        assertThat(sent(Map.of("x", List.of(tree)))).isEqualTo("{\"x\":[" + TREE + "]}");
    }

    @Test
    void numbersOfATreeAreSentExactly() {
        String json = "{\"x\":[0.12345678901234567890,1.5E+400]}";
        run(ClientStyle.BLOCKING, JsonParser.parseString(json));
        assertThat(requests().get(0).getBodyAsString()).contains(json);
    }

    private static Object containing(Object value) {
        return new LinkedHashMap<>(Map.of("first", 1, "value", Arrays.asList(null, value)));
    }

    record Bean(double ratio, String text) {}

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of(containing(Double.NaN), "NaN"),
                Arguments.of(containing(Double.POSITIVE_INFINITY), "Infinity"),
                Arguments.of(containing(Float.NEGATIVE_INFINITY), "-Infinity"),
                Arguments.of(containing(new double[] {1, Double.NaN}), "NaN"),
                Arguments.of(containing(new float[] {Float.NaN}), "NaN"),
                Arguments.of(new Bean(Double.NaN, ""), "ratio"),
                Arguments.of(new Bean(1, "\ud83e"), "text"),
                Arguments.of(containing("cut \ud83e"), "surrogate"),
                Arguments.of(containing("\udd14 cut"), "surrogate"),
                Arguments.of(containing("\udd14\ud83e"), "surrogate"),
                Arguments.of(containing(new String[] {"\ud83e"}), "surrogate"),
                Arguments.of(containing(Map.of("\ud83e", 1)), "surrogate"),
                Arguments.of(containing('\ud83e'), "surrogate"),
                Arguments.of(Collections.singletonMap(null, 1), "a Map contains the key null"),
                Arguments.of(
                        containing(Collections.singletonMap(null, 1)),
                        "at 'value.[1].null': a Map contains the key null"),
                Arguments.of(containing(Stream.of(1)), "List"),
                Arguments.of(containing(IntStream.of(1)), "List"),
                Arguments.of(Stream.of(1), "List"),
                Arguments.of(containing(CompletableFuture.completedFuture(1)), "the value that it produces"),
                Arguments.of(containing(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)), "ImageIO"),
                Arguments.of(
                        containing(RunRequest.builder()
                                .model("a/b")
                                .input(Map.of())
                                .build()),
                        "RunRequest"),
                Arguments.of(
                        PredictionRequest.builder()
                                .version("v1")
                                .input(Map.of())
                                .build(),
                        "PredictionRequest"),
                Arguments.of(RunRequest.builder(), "RunRequest.Builder"));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void valueThatIsNotJsonIsRejectedByName(Object input, String message) {
        for (ClientStyle style : ClientStyle.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(style, input))
                    .withMessageContaining(message);
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void outputIsRejectedAsInput() {
        Object output = this.replicate.run("a/b", Map.of());
        this.api.resetRequests();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(ClientStyle.BLOCKING, containing(output)))
                .withMessageContaining("at 'value.[1]'")
                .withMessageContaining("Output");
        assertThat(requests()).isEmpty();
    }

    @Test
    void pairsOfSurrogatesAreSent() {
        assertThat(sent(Map.of("🤔", "a🤔🤔b"))).isEqualTo("{\"🤔\":\"a🤔🤔b\"}");
    }

    @Test
    void rejectionAppliesToOtherBodies() {
        List<Runnable> calls = new ArrayList<>();
        calls.add(() -> this.replicate
                .predictions()
                .create(request -> request.version("v1").input(Map.of()).additionalProperty("x", Double.NaN)));
        calls.add(() -> this.replicate
                .trainings()
                .create("a/b", "v1", request -> request.destination("a/c").input("x", "\ud83e")));
        calls.forEach(call -> assertThatIllegalArgumentException().isThrownBy(call::run));
        assertThat(requests()).isEmpty();
    }
}
