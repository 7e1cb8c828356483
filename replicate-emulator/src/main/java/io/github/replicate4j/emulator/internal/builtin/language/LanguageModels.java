/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choice;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choiceOf;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.files;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.list;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.object;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.required;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.requiredFile;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in language models, with the inputs that their pages on Replicate show.
 */
public final class LanguageModels {

    private static final int DEFAULT_LIMIT = 4_096;

    private static final String ASSISTANT = "You are a helpful assistant.";

    private static final List<String> EFFORTS = List.of("low", "medium", "high");

    private LanguageModels() {}

    public static List<ModelDefinition> all() {
        return List.of(
                llama3("meta/meta-llama-3-8b-instruct", "2024-04-17T21:44:13.482460Z")
                        .withCard(card -> card.withDetail(
                                        "license_url", "https://github.com/meta-llama/llama3/blob/main/LICENSE")
                                .withAdditionalRuns(1_234_567))
                        .withExample(Map.of("prompt", "Why?"), Tokens.of(Story.about("Why?"))),
                llama3("meta/meta-llama-3-70b-instruct", "2024-04-17T21:44:58.480057Z"),
                withSystemPrompt("meta/meta-llama-3.1-405b-instruct", "2024-07-22T20:40:30.648238Z"),
                withSystemPrompt("ibm-granite/granite-3.1-8b-instruct", "2024-12-13T19:34:34.275285Z"),
                llama2(),
                llava(),
                claude("anthropic/claude-3.5-sonnet", 1, 8_192),
                claude("anthropic/claude-4-sonnet", 1_024, 64_000)
                        .withInput(flag("extended_thinking", false))
                        .withInput(integer("thinking_budget_tokens", 1_024, 1_024, 64_000)),
                model("anthropic/claude-4.5-haiku", "2025-10-15T00:00:00Z", 8_192)
                        .withInput(required("prompt"))
                        .withInput(integer("max_tokens", 8_192, 1, 8_192))
                        .withInput(text("system_prompt")),
                claude("anthropic/claude-sonnet-5", 1_024, 64_000).withInput(text("effort", "low")),
                gpt("openai/gpt-5.1", "none", "none")
                        .withInput(choiceOf("verbosity", "medium", EFFORTS))
                        .withInput(integer("max_completion_tokens")),
                gpt("openai/o1", null, "medium").withInput(integer("max_completion_tokens", 4_096)),
                o4Mini(),
                structured(),
                gemini(),
                deepseek());
    }

    private static ModelDefinition model(String name, String created, int limit) {
        return ModelDefinition.named(name, Instant.parse(created))
                .asOfficial()
                .streaming()
                .withCard(card -> card.withDetail("description", "A language model that writes a short story")
                        .withDetail("readme", "# Stories\n\nWrites a short story about the prompt.\n")
                        .withTags("text", "language", "chat"))
                .withOutput(OutputType.CONCATENATE_ITERATOR)
                .withBehavior((input, script) -> TextGeneration.stream(new ModelInput(input), limit, script));
    }

    private static ModelDefinition llama3(String name, String created) {
        return sampling(model(name, created, 512).withInput(text("prompt", "")).withInput(text("system_prompt")))
                .withInput(number("presence_penalty", 1.15))
                .withInput(number("frequency_penalty", 0.2))
                .withInput(text("prompt_template", "{prompt}"));
    }

    private static ModelDefinition withSystemPrompt(String name, String created) {
        return sampling(model(name, created, 512)
                        .withInput(text("prompt", ""))
                        .withInput(text("system_prompt", ASSISTANT)))
                .withInput(number("presence_penalty", 0))
                .withInput(number("frequency_penalty", 0))
                .withInput(text("stop_sequences"));
    }

    private static ModelDefinition sampling(ModelDefinition model) {
        return model.withInput(integer("min_tokens", 0))
                .withInput(integer("max_tokens", 512))
                .withInput(number("temperature", 0.6))
                .withInput(number("top_p", 0.9))
                .withInput(integer("top_k", 50));
    }

    private static ModelDefinition llama2() {
        return model("meta/llama-2-70b-chat", "2023-07-13T15:46:02.291530Z", 128)
                .withInput(required("prompt"))
                .withInput(text("system_prompt", ASSISTANT))
                .withInput(integer("max_new_tokens", 128).atLeast(1))
                .withInput(integer("min_new_tokens", -1).atLeast(-1))
                .withInput(number("temperature", 0.75, 0.01, 5))
                .withInput(number("top_p", 0.9, 0, 1))
                .withInput(integer("top_k", 50).atLeast(0))
                .withInput(text("stop_sequences"))
                .withInput(integer("seed"))
                .withInput(flag("debug", false))
                .withInput(text("replicate_weights"));
    }

    private static ModelDefinition llava() {
        return ModelDefinition.named("yorickvp/llava-13b", Instant.parse("2023-10-09T16:17:20.186867Z"))
                .streaming()
                .withCard(card -> card.withDetail("description", "Describes the size and the color of a picture")
                        .withTags("vision", "image-to-text"))
                .withVersion("80537f9eead1a5bfa72d5ac6ea6414379be41d4d4f6679fd776e9535d1eb58bb")
                .withOutput(OutputType.CONCATENATE_ITERATOR)
                .withInput(requiredFile("image"))
                .withInput(required("prompt"))
                .withInput(number("top_p", 1, 0, 1))
                .withInput(number("temperature", 0.2).atLeast(0))
                .withInput(integer("max_tokens", 1_024).atLeast(0))
                .withBehavior((input, script) -> TextGeneration.stream(new ModelInput(input), 1_024, script));
    }

    private static ModelDefinition claude(String name, int least, int most) {
        return model(name, "2025-05-22T00:00:00Z", 8_192)
                .withInput(required("prompt"))
                .withInput(file("image"))
                .withInput(text("system_prompt"))
                .withInput(integer("max_tokens", 8_192, least, most))
                .withInput(number("max_image_resolution", 0.5, 0.001, 2));
    }

    private static ModelDefinition gpt(String name, @Nullable String firstEffort, String effort) {
        List<String> efforts = new ArrayList<>(EFFORTS);
        if (firstEffort != null) {
            efforts.add(0, firstEffort);
        }
        return model(name, "2025-11-13T00:00:00Z", DEFAULT_LIMIT)
                .withInput(text("prompt"))
                .withInput(list("messages", InputType.OBJECT))
                .withInput(files("image_input"))
                .withInput(text("system_prompt"))
                .withInput(choiceOf("reasoning_effort", effort, efforts));
    }

    private static ModelDefinition o4Mini() {
        return model("openai/o4-mini", "2025-04-16T00:00:00Z", DEFAULT_LIMIT)
                .withInput(text("prompt"))
                .withInput(text("system_prompt"))
                .withInput(files("image_input"))
                .withInput(choiceOf("reasoning_effort", "medium", EFFORTS))
                .withInput(integer("max_completion_tokens", 4_096));
    }

    private static ModelDefinition structured() {
        InputField effort = choice("reasoning_effort", "minimal", "low", "medium", "high");
        return ModelDefinition.named("openai/gpt-5-structured", Instant.parse("2025-08-07T00:00:00Z"))
                .asOfficial()
                .withCard(card -> card.withDetail("description", "A language model for JSON output and tool calls")
                        .withTags("text", "language", "json", "tools"))
                .withOutput(OutputType.OBJECT)
                .withInput(text("model", "gpt-5"))
                .withInput(text("prompt"))
                .withInput(text("instructions"))
                .withInput(
                        InputField.optional("input_item_list", InputType.ARRAY).of(InputType.OBJECT))
                .withInput(files("image_input"))
                .withInput(effort)
                .withInput(choiceOf("verbosity", "medium", EFFORTS))
                .withInput(flag("enable_web_search", false))
                .withInput(list("simple_schema", InputType.STRING))
                .withInput(object("json_schema"))
                .withInput(InputField.optional("tools", InputType.ARRAY).of(InputType.OBJECT))
                .withInput(text("previous_response_id"))
                .withInput(integer("max_output_tokens"))
                .withBehavior((input, script) -> StructuredGeneration.write(new ModelInput(input), script));
    }

    private static ModelDefinition gemini() {
        return model("google/gemini-2.5-flash", "2025-06-17T00:00:00Z", 65_535)
                .withInput(required("prompt"))
                .withInput(files("images"))
                .withInput(files("videos"))
                .withInput(text("system_instruction"))
                .withInput(number("temperature", 1, 0, 2))
                .withInput(number("top_p", 0.95, 0, 1))
                .withInput(integer("max_output_tokens", 65_535, 1, 65_535))
                .withInput(integer("thinking_budget").between(0, 24_576))
                .withInput(flag("dynamic_thinking", false));
    }

    private static ModelDefinition deepseek() {
        return ModelDefinition.named("deepseek-ai/deepseek-vl2", Instant.parse("2024-12-26T00:00:00Z"))
                .withVersion("e5caf557dd9e5dcee46442e1315291ef1867f027991ede8ff95e304d4f734200")
                .withCard(card -> card.withDetail("description", "Describes the size and the color of a picture")
                        .withTags("vision", "image-to-text"))
                .withOutput(OutputType.STRING)
                .withInput(requiredFile("image"))
                .withInput(required("prompt"))
                .withInput(number("temperature", 0.1, 0, 1))
                .withInput(number("top_p", 0.9))
                .withInput(number("repetition_penalty", 1.1))
                .withInput(integer("max_length_tokens", 2_048).between(0, 4_096))
                .withBehavior((input, script) -> TextGeneration.whole(new ModelInput(input), 2_048, script));
    }
}
