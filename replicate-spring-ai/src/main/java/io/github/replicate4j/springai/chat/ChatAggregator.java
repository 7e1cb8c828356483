/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Joins the chunks of a stream to the response that a call would have returned. */
final class ChatAggregator {

    private final StringBuilder text = new StringBuilder();

    private final StringBuilder thoughts = new StringBuilder();

    private @Nullable ChatResponse last;

    void add(ChatResponse chunk) {
        this.last = chunk;
        for (Generation generation : chunk.getResults()) {
            AssistantMessage message = generation.getOutput();
            boolean thought = Boolean.TRUE.equals(message.getMetadata().get("isThought"));
            (thought ? this.thoughts : this.text).append(Conversation.text(message));
        }
    }

    /** Return the response after the last chunk, which has the metadata, tool calls and media. There must be one. */
    ChatResponse response(Reasoning reasoning) {
        ChatResponse last = Objects.requireNonNull(this.last);
        Generation end = last.getResults().get(0);
        Map<String, Object> properties = new LinkedHashMap<>(end.getOutput().getMetadata());
        properties.remove("isThought");
        if (!this.thoughts.isEmpty()) {
            properties.put("thoughts", this.thoughts.toString());
        }
        AssistantMessage message = AssistantMessage.builder()
                .content(
                        reasoning == Reasoning.KEEP
                                ? this.text.toString()
                                : this.text.toString().strip())
                .properties(properties)
                .toolCalls(end.getOutput().getToolCalls())
                .media(end.getOutput().getMedia())
                .build();
        return new ChatResponse(List.of(new Generation(message, end.getMetadata())), last.getMetadata());
    }
}
