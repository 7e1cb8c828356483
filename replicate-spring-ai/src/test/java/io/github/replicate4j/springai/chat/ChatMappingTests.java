/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.ModelFixtures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeTypeUtils;

/** Each feature of a prompt, with each of 41 models. */
class ChatMappingTests {

    private static final ToolCallingManager TOOLS = ToolCallingManager.builder().build();

    private static final Message USER = new UserMessage("Hi");

    /** A feature of a prompt, and the options that it needs. */
    private record Feature(List<Message> messages, Consumer<ReplicateChatOptions.Builder> options) {

        Feature(Consumer<ReplicateChatOptions.Builder> options) {
            this(List.of(USER), options);
        }
    }

    private static final Map<String, Feature> FEATURES = features();

    private static Map<String, Feature> features() {
        Media picture = new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.com/cat.png"));
        Map<String, Feature> features = new LinkedHashMap<>();
        features.put("system", new Feature(List.of(new SystemMessage("Be brief"), USER), options -> {}));
        features.put("history", new Feature(List.of(USER, new AssistantMessage("Yes"), USER), options -> {}));
        features.put(
                "image",
                new Feature(
                        List.of(UserMessage.builder()
                                .text("What?")
                                .media(picture)
                                .build()),
                        options -> {}));
        features.put("maxTokens", new Feature(options -> options.maxTokens(2_048)));
        features.put(
                "sampling",
                new Feature(options -> options.temperature(0.5)
                        .topP(0.9)
                        .topK(40)
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.2)));
        features.put("stop", new Feature(options -> options.stopSequences(List.of("END"))));
        features.put("schema", new Feature(options -> options.outputSchema("{\"properties\":{}}")));
        features.put(
                "tools",
                new Feature(options -> options.toolCallbacks(FunctionToolCallback.builder("f", () -> "x")
                        .description("d")
                        .build())));
        return features;
    }

    private static String outcome(ModelDescription model, Feature feature) {
        ReplicateChatOptions.Builder options = ReplicateChatOptions.builder().model(model.model());
        feature.options().accept(options);
        try {
            ReplicateChatOptions built = options.build();
            ChatCall call = new ChatInput(ChatTools.resolve(TOOLS, built), ConversationFormat.TRANSCRIPT)
                    .map(Conversation.of(new Prompt(feature.messages())), built, model);
            assertThat(model.fields().keySet())
                    .as(model.model())
                    .containsAll(call.input().keySet());
            String sent =
                    Json.canonical(call.input()).replaceAll("Your response must be .*? Markdown\\.", "[instructions]");
            return call.stopSequences().isEmpty() ? sent : sent + " cut at " + Json.canonical(call.stopSequences());
        } catch (IllegalArgumentException | UnsupportedOperationException ex) {
            return "rejected: " + ex.getMessage().replaceAll("\\. Its inputs.*|(?<=profile says how).*", "");
        }
    }

    @Test
    void featuresHaveTheOutcomesOfTheTable() throws Exception {
        List<String> actual = new ArrayList<>();
        for (String name : ModelFixtures.names()) {
            FEATURES.forEach((feature, prompt) ->
                    actual.add(name + "\t" + feature + "\t" + outcome(ModelFixtures.model(name), prompt)));
        }
        assertThat(actual)
                .containsExactlyElementsOf(new ClassPathResource("io/github/replicate4j/springai/chat/features.tsv")
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }
}
