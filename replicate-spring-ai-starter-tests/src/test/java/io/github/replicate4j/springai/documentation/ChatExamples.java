/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.documentation;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import io.github.replicate4j.springai.mapping.ModelProfile;
import io.github.replicate4j.springai.tool.ReplicateToolCallbacks;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Flux;

/** Code of the page about Spring AI. */
class ChatExamples {

    private final ChatClient chat;

    ChatExamples(ChatClient.Builder chat) {
        this.chat = chat.build();
    }

    String options(String question) {
        return this.chat
                .prompt(question)
                .options(ReplicateChatOptions.builder()
                        .model("google/gemini-2.5-flash")
                        .maxTokens(500)
                        .temperature(0.2)
                        .input("thinking_budget", 0))
                .call()
                .content();
    }

    String describe(Resource picture) {
        return this.chat
                .prompt()
                .user(user -> user.text("What is in this picture?").media(MimeTypeUtils.IMAGE_PNG, picture))
                .call()
                .content();
    }

    City city(String question) {
        return this.chat
                .prompt(question)
                .options(ReplicateChatOptions.builder().model("openai/gpt-5-structured"))
                .call()
                .entity(City.class, entity -> entity.useProviderStructuredOutput());
    }

    record City(String name, String country) {}

    Flux<String> stream(String question) {
        return this.chat.prompt(question).stream().content();
    }

    String draw(AsyncReplicate replicate, ChatClient chat) {
        ReplicateToolCallbacks tools = ReplicateToolCallbacks.of(replicate, "black-forest-labs/flux-schnell");
        return chat.prompt("Make an image of a lighthouse").tools(tools).call().content();
    }

    ReplicateToolCallbacks tools(AsyncReplicate replicate) {
        return ReplicateToolCallbacks.builder(replicate)
                .tool(
                        "black-forest-labs/flux-schnell",
                        tool -> tool.name("draw_picture")
                                .description("Draws a picture and returns its URL")
                                .onlyInputs("prompt", "aspect_ratio")
                                .fixedInput("output_format", "png"))
                .tool("openai/whisper", tool -> tool.onlyInputs("audio"))
                .build();
    }

    ReplicateChatModel otherAccount(ReplicateChatModel chatModel, AsyncReplicate otherAccount) {
        return chatModel.mutate().replicate(otherAccount).build();
    }

    ModelProfile profile() {
        return ModelProfile.of(
                Map.of("models", List.of("acme/chat-*"), "tools", "responses", "fields", Map.of("tools", "functions")));
    }
}
