/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Options become inputs of the model, or are rejected. */
class InputMappingTests {

    private static InputMapping mapping(String model) {
        return new InputMapping(ModelFixtures.model(model), UnsupportedOptions.WARN);
    }

    @Test
    void contentThatTheModelDoesNotTakeIsRejectedWithItsInputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> mapping("meta/meta-llama-3-8b-instruct").require(InputRole.SYSTEM, "system text", "s"))
                .withMessageContainingAll(
                        "meta/meta-llama-3-8b-instruct has no input for system text",
                        "prompt, min_tokens, max_tokens",
                        "set an input by its own name");
    }

    @Test
    void numbersAreCheckedAgainstTheRangeOfTheModel() {
        InputMapping claude = mapping("anthropic/claude-4-sonnet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claude.require(InputRole.MAX_TOKENS, "maxTokens", 200))
                .withMessage("anthropic/claude-4-sonnet does not take maxTokens 200: its input max_tokens must be from"
                        + " 1024 to 64000.");
        assertThat(claude.require(InputRole.MAX_TOKENS, "maxTokens", 2_000).build(Map.of()))
                .containsExactly(Map.entry("max_tokens", 2_000L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mapping("meta/llama-2-70b-chat").hint(InputRole.TOP_K, "topK", -1))
                .withMessageContaining("must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mapping("meta/llama-2-70b-chat").hint(InputRole.TOP_K, "topK", 1.5))
                .withMessageContaining("must be a whole number");
    }

    @Test
    void choicesAreFoundInAnyCase() {
        InputMapping recraft = mapping("recraft-ai/recraft-v3");
        recraft.require(InputRole.STYLE, "style", "Realistic_Image");
        assertThat(recraft.build(Map.of())).containsEntry("style", "realistic_image");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recraft.require(InputRole.SIZE, "size", "10x10"))
                .withMessageContainingAll("does not take size 10x10", "1024x1024, 1365x1024");
    }

    @Test
    void numbersAreFoundInChoicesWithAndWithoutAFraction() {
        InputField speed =
                new InputField("speed", InputField.Kind.NUMBER, false, false, List.of(0.5, 1, 2), null, null, null);
        assertThat(speed.choice(1.0)).isEqualTo(1);
        assertThat(speed.choice(0.5)).isEqualTo(0.5);
        assertThat(speed.choice(1.5)).isNull();
    }

    @Test
    void listsAndSingleValuesAreConverted() {
        InputMapping gemini = mapping("google/gemini-2.5-flash");
        assertThat(gemini.require(InputRole.IMAGES, "media", "a").build(Map.of()))
                .containsEntry("images", List.of("a"));
        InputMapping claude = mapping("anthropic/claude-4-sonnet");
        assertThat(claude.require(InputRole.IMAGES, "media", List.of("a")).build(Map.of()))
                .containsEntry("image", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claude.require(InputRole.IMAGES, "images", List.of("a", "b")))
                .withMessageContaining("takes one value for images in its input image, but there are 2.");
    }

    @Test
    void ownInputsReplaceMappedOnes() {
        assertThat(mapping("meta/llama-2-70b-chat")
                        .require(InputRole.MAX_TOKENS, "maxTokens", 5)
                        .build(Map.of("max_new_tokens", "as it is", "unknown", 1)))
                .isEqualTo(Map.of("max_new_tokens", "as it is", "unknown", 1));
    }

    @Test
    void ownInputsFromPropertiesAreRecognizedAndConverted() {
        assertThat(mapping("google/gemini-2.5-flash")
                        .build(Map.of(
                                "thinkingbudget", "007", "top-p", "1e-1", "dynamic.thinking", "true", "prompt", "5")))
                .isEqualTo(Map.of(
                        "thinking_budget",
                        7L,
                        "top_p",
                        new BigDecimal("0.1"),
                        "dynamic_thinking",
                        true,
                        "prompt",
                        "5"));
        assertThat(mapping("google/gemini-2.5-flash").build(Map.of("dynamic_thinking", "maybe", "own", "1")))
                .isEqualTo(Map.of("dynamic_thinking", "maybe", "own", "1"));
    }

    @Test
    void listsFromPropertiesAreConverted() {
        Map<String, Object> list = Map.of("type", "array", "items", Map.of("type", "integer"));
        Map<String, Object> input = Map.of("type", "object", "properties", Map.of("seeds", list));
        ModelDescription model = new ModelDescription(
                ModelFixtures.replicate().use("acme/seeds"),
                ModelProfile.NONE,
                warning -> true,
                Map.of("components", Map.of("schemas", Map.of("Input", input))));
        InputMapping mapping = new InputMapping(model, UnsupportedOptions.FAIL);
        assertThat(mapping.build(Map.of("seeds", List.of("1", "two", 3))))
                .isEqualTo(Map.of("seeds", List.of(1L, "two", 3)));
        assertThat(mapping.build(Map.of("seeds", "1"))).isEqualTo(Map.of("seeds", "1"));
    }

    @Test
    void missingSamplingOptionIsReportedOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(InputMapping.class);
        logger.addAppender(log);
        try {
            ModelCatalog catalog = new ModelCatalog(ModelFixtures.replicate());
            String version = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";
            for (int i = 0; i < 3; i++) {
                InputMapping mapping =
                        new InputMapping(catalog.describe(version).block(), UnsupportedOptions.WARN);
                mapping.hint(InputRole.TEMPERATURE, "temperature", 0.5).hint(InputRole.TOP_P, "topP", null);
                assertThat(mapping.build(Map.of())).isEmpty();
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("has no input for temperature: it is left out.");
    }

    @Test
    void missingSamplingOptionCanBeRejected() {
        InputMapping strict = new InputMapping(ModelFixtures.model("openai/o4-mini"), UnsupportedOptions.FAIL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strict.hint(InputRole.TEMPERATURE, "temperature", 0.5))
                .withMessageContaining("has no input for temperature");
    }
}
