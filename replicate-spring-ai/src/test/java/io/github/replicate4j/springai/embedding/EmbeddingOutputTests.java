/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Outputs that are read as embeddings. */
class EmbeddingOutputTests extends EmbeddingTest {

    private void respond(Object output) {
        emulator.model("acme/list")
                .official()
                .input("texts", InputType.ARRAY, true)
                .respond(script -> script.outputValue(output));
    }

    static Stream<Object> outputs() {
        return Stream.of(
                List.of(List.of(1, 0.5), List.of(0, 2)),
                List.of(Map.of("embedding", List.of(1, 0.5)), Map.of("input", "b", "embedding", List.of(0, 2))),
                Map.of("embeddings", List.of(List.of(1, 0.5), List.of(0, 2))),
                Map.of("data", List.of(Map.of("embedding", List.of(1, 0.5)), Map.of("embedding", List.of(0, 2)))),
                List.of("[1, 0.5]", "[0, 2]"),
                "[[1, 0.5], [0, 2]]");
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void shapesAreRead(Object output) {
        respond(output);
        assertThat(model("acme/list").embed(List.of("a", "b")))
                .containsExactly(new float[] {1, 0.5f}, new float[] {0, 2});
    }

    static Stream<Object> others() {
        return Stream.of(
                "some text",
                List.of(),
                Map.of("text", "a"),
                List.of(1, "b"),
                List.of(List.of(1), Map.of()),
                "[broken",
                5);
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherOutputIsReportedWithThePrediction(Object output) {
        respond(output);
        assertThatIllegalStateException()
                .isThrownBy(() -> model("acme/list").embed("a"))
                .withMessageContainingAll(
                        "acme/list returned", emulator.predictions().get(0).id());
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void everyTextNeedsAnEmbedding() {
        respond(List.of(List.of(1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> model("acme/list").embed(List.of("a", "b")))
                .withMessageContaining("1 embeddings for 2 texts");
    }

    @Test
    void embeddingsHaveTheDeclaredLength() {
        respond(List.of(List.of(1, 2)));
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        model("acme/list", options -> options.dimensions(3)).embed("a"))
                .withMessageContainingAll("2 dimensions", "option dimensions is 3");
    }

    @Test
    void usageIsTheSumIfReplicateReportsIt() {
        addSingle("acme/single");
        EmbeddingResponse response = model("acme/single").embedForResponse(List.of("1", "2"));
        assertThat(response.getMetadata().getUsage().getPromptTokens()).isEqualTo(6);
        assertThat(response.getMetadata().getUsage().getTotalTokens()).isEqualTo(6);
        assertThat(response.getMetadata().getModel()).isEqualTo("acme/single");
        assertThat(response.getMetadata().<List<String>>get("replicate.ids"))
                .containsExactlyInAnyOrderElementsOf(emulator.predictions().stream()
                        .map(prediction -> prediction.id())
                        .toList());
        assertThat(response.getResults()).extracting(Embedding::getIndex).containsExactly(0, 1);
        assertThat(model(E5).embedForResponse(List.of("a")).getMetadata().getUsage())
                .isInstanceOf(EmptyUsage.class);
    }
}
