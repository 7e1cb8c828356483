/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built-in language model, which writes a short story about the prompt.
 */
final class TextModel {

    private static final String NAME = "meta/meta-llama-3-8b-instruct";

    private static final Duration PER_TOKEN = Duration.ofMillis(25);

    private static final int DEFAULT_MAX_TOKENS = 512;

    private static final Pattern TOKEN = Pattern.compile("\\s*\\p{L}+|\\s*[^\\p{L}\\s]+|\\s+");

    private static final List<String> OPENINGS = List.of(
            "Once upon a time there was a lighthouse keeper who wondered about one thing only:",
            "In a small town by the river, everybody talked about the same question:",
            "A traveler came to the mountain inn and put a note on the table. It said:",
            "Long after midnight the old machine in the library printed a single line:");

    private static final List<String> MIDDLES = List.of(
            "The wise shrugged, the curious argued, and a child drew the answer in the sand.",
            "Three bakers, two poets and a cat set out to find an answer before breakfast.",
            "No neighbor knew, so they asked the sea, which replied in long, patient waves.",
            "The stars had seen it all before, and, being polite, they kept it to themselves.");

    private static final List<String> ENDINGS = List.of(
            "By morning it did not matter any more, and that was answer enough.",
            "And everyone who asks again today is offered tea, and a chair by the window.",
            "It turned out to be simple: begin, go on, and stop when it is good.",
            "They wrote it down, folded the paper twice, and never lost it again.");

    private TextModel() {}

    static ModelDefinition definition() {
        return ModelDefinition.named(NAME, Instant.parse("2024-04-17T21:44:13.482460Z"))
                .asOfficial()
                .streaming()
                .withCard(card -> card.withDetail("description", "A language model that writes a short story")
                        .withDetail("license_url", "https://github.com/meta-llama/llama3/blob/main/LICENSE")
                        .withDetail("readme", "# Stories\n\nWrites a short story about the prompt.\n")
                        .withTags("text", "language", "chat")
                        .withAdditionalRuns(1_234_567))
                .withExample(Map.of("prompt", "Why?"), tokens(story("Why?")))
                .withOutput(OutputType.CONCATENATE_ITERATOR)
                .withInput(InputField.required("prompt", InputType.STRING))
                .withInput(InputField.optional("system_prompt", InputType.STRING))
                .withInput(InputField.optional("prompt_template", InputType.STRING))
                .withInput(InputField.optional("max_tokens", InputType.INTEGER)
                        .between(1, 8_192)
                        .byDefault(DEFAULT_MAX_TOKENS))
                .withInput(InputField.optional("min_tokens", InputType.INTEGER))
                .withInput(InputField.optional("temperature", InputType.NUMBER).between(0, 5))
                .withInput(InputField.optional("top_p", InputType.NUMBER).between(0, 1))
                .withInput(InputField.optional("top_k", InputType.INTEGER))
                .withInput(InputField.optional("presence_penalty", InputType.NUMBER))
                .withBehavior(TextModel::write);
    }

    private static void write(Map<String, Object> input, ModelScript script) {
        String prompt = String.valueOf(input.get("prompt")).strip();
        int limit = input.get("max_tokens") instanceof Number number ? number.intValue() : DEFAULT_MAX_TOKENS;
        List<String> tokens = tokens(story(prompt));
        List<String> output = tokens.subList(0, Math.min(limit, tokens.size()));
        script.boot(Duration.ofMillis(150));
        for (String token : output) {
            script.pause(PER_TOKEN).output(token);
        }
        // Recorded responses: the last chunk of a language model is empty.
        script.output("");
        script.metric("input_token_count", tokens(prompt).size())
                .metric("output_token_count", output.size())
                .metric("tokens_per_second", 1_000.0 / PER_TOKEN.toMillis())
                .metric("time_to_first_token", PER_TOKEN.toMillis() / 1_000.0)
                .succeed();
    }

    private static String story(String prompt) {
        int number = VersionId.hash(prompt);
        String question = prompt.length() > 300 ? prompt.substring(0, 300) + "…" : prompt;
        return OPENINGS.get(number % 4) + " “" + question + "”\n\n" + MIDDLES.get(number / 4 % 4) + " "
                + ENDINGS.get(number / 16 % 4);
    }

    /** Split a text into tokens: words with the preceding spaces. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }
}
