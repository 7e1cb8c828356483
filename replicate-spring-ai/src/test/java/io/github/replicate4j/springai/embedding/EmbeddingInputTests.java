/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelFixtures;
import io.github.replicate4j.springai.mapping.ModelProfile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;

/** What the models receive, and what is rejected before anything is created. */
class EmbeddingInputTests extends EmbeddingTest {

    private List<?> sent(String field) {
        return emulator.requests().creates().stream()
                .map(create -> create.input().get(field))
                .sorted(Comparator.comparing(Object::toString))
                .toList();
    }

    private void rejected(ReplicateEmbeddingModel model, List<String> texts, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.embed(texts))
                .withMessageContainingAll(message);
        assertThat(creates()).isZero();
    }

    @Test
    void listsAreSentInBatchesAndReturnedInOrder() {
        emulator.model("acme/list")
                .official()
                .input("texts", InputType.ARRAY, true)
                .respond((input, script) -> {
                    List<?> texts = (List<?>) input.get("texts");
                    // The first batch takes the longest.
                    script.pause(Duration.ofSeconds(texts.contains("1") ? 1 : 0));
                    script.outputValue(texts.stream()
                            .map(text -> List.of(Double.valueOf(text.toString())))
                            .toList());
                });
        assertThat(model("acme/list", options -> options.maxTextsPerPrediction(2))
                        .embed(List.of("1", "2", "3", "4", "5")))
                .containsExactly(new float[] {1}, new float[] {2}, new float[] {3}, new float[] {4}, new float[] {5});
        assertThat(sent("texts")).isEqualTo(List.of(List.of("1", "2"), List.of("3", "4"), List.of("5")));
    }

    @Test
    void listsAreLimitedByTheSchema() {
        Map<String, Object> texts = Map.of("type", "array", "maxItems", 1, "items", Map.of("type", "string"));
        emulator.model("acme/short")
                .official()
                .openapiSchema(Map.of(
                        "components",
                        Map.of(
                                "schemas",
                                Map.of("Input", Map.of("type", "object", "properties", Map.of("texts", texts))))))
                .respond(script -> script.outputValue(List.of(1)));
        assertThat(model("acme/short").embed(List.of("a", "b"))).hasSize(2);
        assertThat(creates()).isEqualTo(2);
    }

    @Test
    void listsInTextAreOnePrediction() {
        List<float[]> vectors = model(E5).embed(List.of("The \"cat\"", "dog"));
        assertThat(vectors).hasSize(2).allSatisfy(vector -> assertThat(vector).hasSize(1_024));
        assertThat(input()).isEqualTo(Map.of("texts", "[\"The \\\"cat\\\"\",\"dog\"]"));
        assertThat(model(E5).embed("dog")).isEqualTo(vectors.get(1));
    }

    @Test
    void lineBreaksBecomeSpacesIfEachLineIsAText() {
        assertThat(model("andreasjansson/clip-features").embed(List.of("a\n cat\r\n", "dog")))
                .hasSize(2);
        assertThat(input()).isEqualTo(Map.of("inputs", "a cat\ndog"));
    }

    @Test
    void modelWithOneTextHasAPredictionForEach() {
        addSingle("acme/single");
        assertThat(model("acme/single").embed(List.of("1", "2", "3")))
                .containsExactly(new float[] {1, 0.5f}, new float[] {2, 0.5f}, new float[] {3, 0.5f});
        assertThat(sent("text")).isEqualTo(List.of("1", "2", "3"));
    }

    @Test
    void textsWithUnknownFormAreRejectedUnlessAProfileDescribesIt() {
        emulator.model("acme/plural")
                .official()
                .input("texts", InputType.STRING, true)
                .respond(script -> script.outputValue(List.of(List.of(1))));
        rejected(model("acme/plural"), List.of("a"), "acme/plural", "texts", "ModelProfile", "json, lines or single");
        ModelProfile profile = ModelProfile.of(Map.of("models", List.of("acme/*"), "texts", "single"));
        assertThat(ReplicateEmbeddingModel.builder()
                        .catalog(new ModelCatalog(this.replicate, List.of(profile)))
                        .options(ReplicateEmbeddingOptions.builder()
                                .model("acme/plural")
                                .build())
                        .build()
                        .embed("a"))
                .containsExactly(1);
        assertThat(input()).isEqualTo(Map.of("texts", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "beautyyuyanli/multilingual-e5-large, texts",
        "nateraw/bge-large-en-v1.5, texts",
        "replicate/all-mpnet-base-v2, text_batch",
        "andreasjansson/clip-features, inputs"
    })
    void knownModelsTakeSeveralTexts(String name, String field) {
        List<EmbeddingInput> inputs = EmbeddingInput.of(
                List.of("a", "b"), ReplicateEmbeddingOptions.builder().build(), ModelFixtures.model(name));
        assertThat(inputs)
                .singleElement()
                .satisfies(input -> assertThat(input.input()).containsOnlyKeys(field));
    }

    @Test
    void modelsOfAnotherKindAreRejected() {
        rejected(model("meta/meta-llama-3-8b-instruct"), List.of("a"), "cannot embed texts", "embedding model");
        rejected(model("black-forest-labs/flux-schnell"), List.of("a"), "cannot embed texts");
        rejected(model("openai/whisper"), List.of("a"), "cannot embed texts");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> model("acme/missing").embed("a"));
    }

    @Test
    void badRequestsAreRejected() {
        rejected(model(null), List.of("a"), "spring.ai.replicate.embedding.model", "Nothing was created");
        rejected(model(E5), List.of("a", " "), "Text 2 of 2 is blank");
        rejected(model(E5, options -> options.dimensions(512)), List.of("a"), "512 dimensions", "1024");
        rejected(model(E5, options -> options.input("texts", "b")), List.of("a"), "input texts", "Leave it out");
        rejected(model(E5, options -> options.input("Texts", "b")), List.of("a"), "input texts", "Leave it out");
        assertThat(model(E5).embed(List.of())).isEmpty();
        assertThat(emulator.requests().all())
                .allSatisfy(request -> assertThat(request.operation()).isEqualTo(Operation.MODELS_GET));
    }

    @Test
    void dimensionsAreSentToAModelWithAnInputForThem() {
        emulator.model("acme/sized")
                .official()
                .input("text", InputType.STRING, true)
                .input("dimensions", InputType.INTEGER, false)
                .input("seed", InputType.INTEGER, false)
                .respond(script -> script.outputValue(List.of(1, 2)));
        ReplicateEmbeddingModel model =
                model("acme/other", options -> options.dimensions(3).input("seed", 1));
        EmbeddingOptions portable =
                EmbeddingOptions.builder().model("acme/sized").dimensions(2).build();
        assertThat(model.call(new EmbeddingRequest(List.of("a"), portable))
                        .getResult()
                        .getOutput())
                .containsExactly(1, 2);
        assertThat(input()).isEqualTo(Map.of("text", "a", "dimensions", 2, "seed", 1));
    }

    @Test
    void documentsAreEmbeddedWithTheMetadataOfTheMode() {
        Document document = Document.builder().text("Hi").metadata("k", "v").build();
        model(E5).embed(document);
        assertThat(input().get("texts").toString()).contains("k: v", "Hi");
        emulator.requests().clear();
        ReplicateEmbeddingModel none =
                model(E5).mutate().metadataMode(MetadataMode.NONE).build();
        none.embed(document);
        assertThat(input().get("texts").toString()).contains("Hi").doesNotContain("k: v");
        assertThat(none.getEmbeddingContent(document)).isEqualToIgnoringWhitespace("Hi");
    }
}
