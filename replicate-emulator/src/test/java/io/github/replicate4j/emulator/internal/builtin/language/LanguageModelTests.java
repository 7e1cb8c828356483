/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTests {

    private static final BuiltIn MODELS = new BuiltIn();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta/meta-llama-3-8b-instruct",
                "meta/meta-llama-3-70b-instruct",
                "meta/meta-llama-3.1-405b-instruct",
                "meta/llama-2-70b-chat",
                "ibm-granite/granite-3.1-8b-instruct",
                "anthropic/claude-3.5-sonnet",
                "anthropic/claude-4-sonnet",
                "anthropic/claude-4.5-haiku",
                "anthropic/claude-sonnet-5",
                "openai/gpt-5.1",
                "openai/o1",
                "openai/o4-mini",
                "google/gemini-2.5-flash"
            })
    void textRefersToThePromptAndIsStreamed(String model) {
        Map<String, Object> prediction = MODELS.run(model, Map.of("prompt", "Why is the sea salty?"));

        assertThat(prediction).containsEntry("status", "succeeded");
        assertThat((Map<?, ?>) prediction.get("urls")).extracting("stream").isNotNull();
        assertThat((List<?>) prediction.get("output")).hasSizeGreaterThan(20);
        assertThat(MODELS.text(model, Map.of("prompt", "Why is the sea salty?")))
                .contains("Why is the sea salty?");
    }

    @Test
    void samePromptIsSameText() {
        Map<String, String> input = Map.of("prompt", "Write a haiku");

        assertThat(MODELS.text("openai/gpt-5.1", input))
                .isEqualTo(MODELS.text("openai/gpt-5.1", input))
                .isNotEqualTo(MODELS.text("openai/gpt-5.1", Map.of("prompt", "Write a poem")));
    }

    @Test
    void longPromptIsNotQuotedWithinACharacter() {
        assertThat(MODELS.text("openai/gpt-5.1", Map.of("prompt", "x".repeat(299) + "😀")))
                .contains("“" + "x".repeat(299) + "…”");
    }

    @Test
    void messagesOfAConversation() {
        List<Map<String, Object>> messages = List.of(
                Map.of("role", "system", "content", "Be brief"),
                Map.of("role", "user", "content", "I live in Rome"),
                Map.of("role", "assistant", "content", "Nice"),
                Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", "Where do I live?"))));

        assertThat(MODELS.text("openai/gpt-5.1", Map.of("messages", messages, "prompt", "ignored")))
                .contains("“Be brief”", "“I live in Rome”", "“Where do I live?”")
                .doesNotContain("ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-4-sonnet, system_prompt",
        "google/gemini-2.5-flash, system_instruction",
        "openai/gpt-5-structured, instructions"
    })
    void systemPrompt(String model, String field) {
        Object output = MODELS.output(model, Map.of("prompt", "Hi", field, "Answer in French"));

        assertThat(output.toString().replace(", ", "")).contains("Answer").contains("French");
    }

    @Test
    void picturesAreDescribed() {
        String picture = BuiltIn.dataUrl(new Picture("a red lantern", 1, new PictureSize(320, 208)).png());

        assertThat(MODELS.text("anthropic/claude-4-sonnet", Map.of("prompt", "What is this?", "image", picture)))
                .contains("320 x 208 pixels and is mostly");
        assertThat(MODELS.text(
                        "openai/gpt-5.1", Map.of("prompt", "And these?", "image_input", List.of(picture, picture))))
                .containsSubsequence("320 x 208", "320 x 208");
        assertThat(MODELS.text("deepseek-ai/deepseek-vl2", Map.of("prompt", "What?", "image", picture)))
                .contains("320 x 208");
        Map<String, Object> part = Map.of("type", "image_url", "image_url", Map.of("url", picture));
        Map<String, Object> message = Map.of("role", "user", "content", List.of(part));
        assertThat(MODELS.text("openai/o1", Map.of("messages", List.of(message))))
                .contains("320 x 208");
    }

    @Test
    void pictureOnAnotherHostIsNotDownloaded() {
        assertThat(MODELS.text(
                        "yorickvp/llava-13b",
                        Map.of("prompt", "What is this?", "image", "https://example.com/a.png?signature=s3cret")))
                .contains("does not download")
                .doesNotContain("s3cret");
    }

    @Test
    void unreadablePictureFails() {
        assertThat(MODELS.run("openai/o4-mini", Map.of("prompt", "x", "image_input", List.of("data:,hello"))))
                .contains(
                        entry("status", "failed"),
                        entry("error", "image: The picture cannot be read: it is not PNG, JPEG or GIF"));
    }

    @ParameterizedTest
    @CsvSource({
        "meta/meta-llama-3-8b-instruct, max_tokens",
        "meta/llama-2-70b-chat, max_new_tokens",
        "openai/o1, max_completion_tokens",
        "google/gemini-2.5-flash, max_output_tokens"
    })
    void numberOfTokensIsLimited(String model, String field) {
        Map<String, Object> prediction = MODELS.run(model, Map.of("prompt", "Hello", field, 5));

        assertThat((List<?>) prediction.get("output"))
                .filteredOn(token -> !token.equals(""))
                .hasSize(5);
        assertThat((Map<?, ?>) prediction.get("metrics"))
                .extracting("output_token_count")
                .isEqualTo(5);
    }

    @Test
    void hugeLimitIsNoLimit() {
        Map<String, Object> input = Map.of("prompt", "Hello", "max_tokens", 3_000_000_000L);

        assertThat(MODELS.text("meta/meta-llama-3-8b-instruct", input)).contains("Hello");
    }

    @Test
    void stopSequenceEndsTheText() {
        Map<String, Object> input = Map.of("prompt", "Hello", "stop_sequences", "nothing,“Hello");

        assertThat(MODELS.text("meta/meta-llama-3.1-405b-instruct", input))
                .isNotEmpty()
                .doesNotContain("Hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void promptWithJsonSchemaGetsJson(int lettersThatAreLongerInLowerCase) {
        String prompt = "Describe Ada Lovelace. " + "İ".repeat(lettersThatAreLongerInLowerCase)
                + "\nReply with JSON only. Here is the JSON Schema instance your output must"
                + " adhere to:\n```{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                + "\"age\":{\"type\":\"integer\",\"minimum\":18}},\"required\":[\"name\",\"age\"]}```";

        assertThat(MODELS.text("anthropic/claude-4-sonnet", Map.of("prompt", prompt)))
                .isEqualTo("{\"name\":\"Ada Lovelace\",\"age\":18}");
    }

    @Test
    void invalidInputIsRejectedAsByReplicate() {
        assertThat(detail("anthropic/claude-4-sonnet", Map.of("prompt", "x", "max_tokens", 10)))
                .isEqualTo("- input.max_tokens: Must be greater than or equal to 1024\n");
        assertThat(detail("openai/gpt-5.1", Map.of("prompt", "x", "verbosity", "loud")))
                .isEqualTo("- input.verbosity: input.verbosity must be one of the following: \"low\", \"medium\","
                        + " \"high\"\n");
        assertThat(detail("openai/gpt-5.1", Map.of("messages", List.of("hello"))))
                .isEqualTo("- input.messages.0: Invalid type. Expected: object, given: string\n");
        assertThat(detail("openai/o1", Map.of("image_input", List.of("picture.png"))))
                .isEqualTo("- input.image_input.0: Does not match format 'uri'\n");
        assertThat(detail("yorickvp/llava-13b", Map.of("image", "/tmp/picture.png")))
                .isEqualTo("- input.image: Does not match format 'uri'\n- input: prompt is required\n");
    }

    private static Object detail(String model, Map<String, ?> input) {
        HttpResponse<String> response = MODELS.create(model, input);
        assertThat(response.statusCode()).isEqualTo(422);
        return TestApi.json(response).get("detail");
    }
}
