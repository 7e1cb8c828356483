/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.ModelFixtures;
import io.github.replicate4j.springai.mapping.OutputKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.ImageMessage;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeTypeUtils;

/** The input of each image model for each feature of a prompt. */
class ImageMappingTests {

    /** A feature of a prompt, and the options that it needs. */
    private record Feature(List<ImageMessage> messages, Consumer<ReplicateImageOptions.Builder> options) {

        Feature(Consumer<ReplicateImageOptions.Builder> options) {
            this(List.of(new ImageMessage("a cat")), options);
        }

        Feature(Media... media) {
            this(List.of(new ImageMessage("a cat", null, List.of(media), Map.of())), options -> {});
        }
    }

    private static final Map<String, Feature> FEATURES = features();

    private static Media media(String name) {
        return Media.builder()
                .mimeType(MimeTypeUtils.IMAGE_PNG)
                .data(URI.create("https://example.com/" + name + ".png"))
                .name(name)
                .build();
    }

    private static Map<String, Feature> features() {
        Map<String, Feature> features = new LinkedHashMap<>();
        features.put("text", new Feature());
        features.put("n 1", new Feature(options -> options.n(1)));
        features.put("n 3", new Feature(options -> options.n(3)));
        features.put("n 5", new Feature(options -> options.n(5)));
        features.put("1024x1024", new Feature(options -> options.width(1024).height(1024)));
        features.put("1536x1024", new Feature(options -> options.width(1536).height(1024)));
        features.put("1600x1000", new Feature(options -> options.width(1600).height(1000)));
        features.put("width 512", new Feature(options -> options.width(512)));
        features.put("style", new Feature(options -> options.style("Realistic")));
        features.put("negative", new Feature(options -> options.negativePrompt("dogs")));
        features.put("edit", new Feature(media("photo")));
        features.put("two images", new Feature(media("one"), media("two")));
        features.put("mask", new Feature(media("photo"), media("mask")));
        return features;
    }

    private static String outcome(ModelDescription model, Feature feature) {
        ReplicateImageOptions.Builder options = ReplicateImageOptions.builder().model(model.model());
        feature.options().accept(options);
        try {
            ModelCall<ReplicateImageOptions> call = ImageInput.map(feature.messages(), options.build(), model);
            assertThat(model.fields().keySet())
                    .as(model.model())
                    .containsAll(call.input().keySet());
            return Json.canonical(call.input());
        } catch (IllegalArgumentException ex) {
            return "rejected: " + ex.getMessage().replaceAll("\\. Its inputs.*", "");
        }
    }

    @Test
    void featuresHaveTheOutcomesOfTheTable() throws Exception {
        List<String> actual = new ArrayList<>();
        for (String name : ImageTest.models()) {
            FEATURES.forEach((feature, prompt) ->
                    actual.add(name + "\t" + feature + "\t" + outcome(ModelFixtures.model(name), prompt)));
        }
        assertThat(actual)
                .containsExactlyElementsOf(new ClassPathResource("io/github/replicate4j/springai/image/features.tsv")
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }

    @Test
    void modelsWithTextOrNumbersAreRejected() {
        List<String> rejected = new ArrayList<>();
        for (String name : ModelFixtures.names()) {
            ModelDescription model = ModelFixtures.model(name);
            if (model.outputKind() == OutputKind.TEXT || model.outputKind() == OutputKind.OTHER) {
                rejected.add(name);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> ImageInput.map(
                                List.of(new ImageMessage("a cat")),
                                ReplicateImageOptions.builder().build(),
                                model))
                        .withMessageContaining("cannot create images");
            }
        }
        assertThat(rejected)
                .contains("openai/gpt-5.1", "meta/llama-guard-3-8b", "beautyyuyanli/multilingual-e5-large")
                .doesNotContainAnyElementsOf(ImageTest.models());
    }

    @Test
    void modelWithoutSchemaTakesAPromptAndInputsByTheirNames() {
        String version = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";
        ModelDescription model = ModelFixtures.withoutSchema(version);
        assertThat(outcome(model, FEATURES.get("1024x1024")))
                .startsWith("rejected: " + version + " has no input for width and height. The model has no schema");
        ReplicateImageOptions options = ReplicateImageOptions.builder()
                .input("width", 64)
                .input("num_outputs", 2)
                .build();
        assertThat(ImageInput.map(List.of(new ImageMessage("a cat")), options, model)
                        .input())
                .isEqualTo(Map.of("prompt", "a cat", "width", 64, "num_outputs", 2));
    }
}
