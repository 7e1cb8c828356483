/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.model.ModelScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes text, token by token.
 */
final class TextGeneration {

    private static final Duration BOOT = Duration.ofMillis(150);

    private static final Duration PER_TOKEN = Duration.ofMillis(25);

    private static final List<String> LIMITS =
            List.of("max_tokens", "max_new_tokens", "max_completion_tokens", "max_output_tokens", "max_length_tokens");

    private TextGeneration() {}

    /** Write a text whose tokens are the items of the output. */
    static void stream(ModelInput input, int defaultLimit, ModelScript script) {
        Generated generated = generate(input, defaultLimit, script);
        if (generated == null) {
            return;
        }
        script.boot(BOOT);
        for (String token : generated.tokens()) {
            script.pause(PER_TOKEN).output(token);
        }
        // Recorded responses: the last chunk of a language model is empty.
        script.output("");
        succeed(generated, script);
    }

    /** Write a text that is a single string. */
    static void whole(ModelInput input, int defaultLimit, ModelScript script) {
        Generated generated = generate(input, defaultLimit, script);
        if (generated == null) {
            return;
        }
        script.boot(BOOT)
                .pause(PER_TOKEN.multipliedBy(generated.tokens().size()))
                .outputValue(String.join("", generated.tokens()));
        succeed(generated, script);
    }

    private static void succeed(Generated generated, ModelScript script) {
        script.metric("input_token_count", generated.inputTokens())
                .metric("output_token_count", generated.tokens().size())
                .metric("tokens_per_second", 1_000.0 / PER_TOKEN.toMillis())
                .metric("time_to_first_token", PER_TOKEN.toMillis() / 1_000.0)
                .succeed();
    }

    private static @Nullable Generated generate(ModelInput input, int defaultLimit, ModelScript script) {
        Conversation conversation = Conversation.read(input);
        String pictures;
        try {
            pictures = Vision.describe(conversation.images(), script);
        } catch (IllegalArgumentException ex) {
            script.boot(BOOT).fail("image: " + ex.getMessage());
            return null;
        }
        int limit = defaultLimit;
        for (String name : LIMITS) {
            limit = input.integer(name, limit);
        }
        String text = upToStop(reply(conversation, pictures), input.text("stop_sequences"));
        List<String> tokens = Tokens.of(text);
        return new Generated(tokens.subList(0, Math.max(0, Math.min(limit, tokens.size()))), conversation.tokens());
    }

    /** Reply with JSON if the conversation contains a JSON schema, as frameworks write it into prompts. */
    static String reply(Conversation conversation, String pictures) {
        String prompt = conversation.prompt();
        Map<String, Object> schema = SchemaInPrompt.find(conversation.system() + "\n" + prompt);
        if (schema != null) {
            Object instance = new JsonInstance(schema, PromptWords.of(SchemaInPrompt.textBefore(prompt)), 0).create();
            return new String(Json.write(instance), StandardCharsets.UTF_8);
        }
        StringBuilder reply = new StringBuilder();
        if (conversation.toolOutput() != null) {
            reply.append("The tool returned ")
                    .append(Story.quote(conversation.toolOutput()))
                    .append(". ");
        }
        if (!conversation.system().isEmpty()) {
            reply.append("As instructed (")
                    .append(Story.quote(conversation.system()))
                    .append("): ");
        }
        if (conversation.earlierPrompt() != null) {
            reply.append("You began with ")
                    .append(Story.quote(conversation.earlierPrompt()))
                    .append(". ");
        }
        return reply + (pictures.isEmpty() ? "" : pictures + " ") + Story.about(prompt);
    }

    private static String upToStop(String text, String stopSequences) {
        int end = Arrays.stream(stopSequences.split(","))
                .filter(stop -> !stop.isEmpty())
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }

    private record Generated(List<String> tokens, int inputTokens) {}
}
