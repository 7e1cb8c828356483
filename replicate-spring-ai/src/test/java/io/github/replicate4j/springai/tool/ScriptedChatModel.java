/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.definition.ToolDefinition;
import reactor.core.publisher.Flux;

/** The chat model of another provider, which calls a tool with the given arguments one after the other. */
final class ScriptedChatModel implements ChatModel {

    final List<ToolDefinition> definitions = new ArrayList<>();

    final List<String> results = new ArrayList<>();

    private final String tool;

    private final Deque<String> arguments;

    ScriptedChatModel(String tool, String... arguments) {
        this.tool = tool;
        this.arguments = new ArrayDeque<>(List.of(arguments));
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        this.definitions.addAll(ToolCallingManager.builder().build().resolveToolDefinitions((ToolCallingChatOptions)
                prompt.getOptions()));
        if (prompt.getInstructions().get(prompt.getInstructions().size() - 1) instanceof ToolResponseMessage tools) {
            tools.getResponses().forEach(response -> this.results.add(response.responseData()));
        }
        String next = this.arguments.poll();
        AssistantMessage message = next == null
                ? new AssistantMessage("Done")
                : AssistantMessage.builder()
                        .content("")
                        .toolCalls(List.of(new ToolCall("call_" + next.length(), "function", this.tool, next)))
                        .build();
        return new ChatResponse(List.of(new Generation(message)));
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> Flux.just(call(prompt)));
    }

    @Override
    public ChatOptions getOptions() {
        return DefaultToolCallingChatOptions.builder().build();
    }
}
