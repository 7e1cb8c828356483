/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.internal.MediaFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;

/** Converts the output of a completed prediction to a response. */
final class ChatOutput {

    private static final List<String> TEXT_FIELDS = List.of("text", "output");

    private final ChatCall call;

    private final StringBuilder text = new StringBuilder();

    private final List<Media> media = new ArrayList<>();

    private final StopScanner stops;

    private List<ToolCall> toolCalls = List.of();

    private ChatOutput(ChatCall call) {
        this.call = call;
        this.stops = new StopScanner(call.stopSequences());
    }

    static ChatResponse response(ChatCall call, AsyncOutput output) {
        ChatOutput read = new ChatOutput(call);
        read.read(output.value());
        AssistantMessage message = read.message();
        ChatGenerationMetadata metadata = ChatGenerationMetadata.builder()
                .finishReason(read.finishReason(output.prediction()))
                .build();
        return new ChatResponse(
                List.of(new Generation(message, metadata)), ChatMetadata.ofCompleted(call, output.prediction()));
    }

    private String finishReason(Prediction prediction) {
        if (!this.toolCalls.isEmpty()) {
            return "TOOL_CALLS";
        }
        return this.stops.isCut() ? "STOP_SEQUENCE" : ChatMetadata.finishReason(this.call, prediction);
    }

    private AssistantMessage message() {
        ThoughtSplitter splitter = new ThoughtSplitter(this.call.reasoning());
        String cut = this.stops.add(this.text.toString());
        List<ThoughtSplitter.Segment> segments = new ArrayList<>(splitter.add(cut + this.stops.finish()));
        segments.addAll(splitter.finish());
        StringBuilder content = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        segments.forEach(segment -> (segment.thought() ? thoughts : content).append(segment.text()));
        Map<String, Object> properties = new LinkedHashMap<>();
        if (!thoughts.isEmpty()) {
            properties.put("thoughts", thoughts.toString());
        }
        return AssistantMessage.builder()
                .content(
                        this.call.reasoning() == Reasoning.KEEP
                                ? content.toString()
                                : content.toString().strip())
                .properties(properties)
                .toolCalls(this.toolCalls)
                .media(this.media)
                .build();
    }

    private void read(@Nullable Object value) {
        if (value instanceof AsyncFileOutput file) {
            this.media.add(MediaFiles.output(file));
        } else if (value instanceof List<?> list) {
            list.forEach(this::read);
        } else if (value instanceof Map<?, ?> map) {
            readObject(map);
        } else if (value != null) {
            this.text.append(value);
        }
    }

    private void readObject(Map<?, ?> output) {
        if (ResponsesFormat.isFormatOf("tools", this.call.model())) {
            this.toolCalls = ResponsesFormat.toolCalls(output.get("tool_calls"));
        }
        String named = this.call.model().profile().text("output_text");
        for (String field : named == null ? TEXT_FIELDS : List.of(named)) {
            if (output.get(field) instanceof String found) {
                this.text.append(found);
                return;
            }
        }
        if (this.toolCalls.isEmpty()) {
            this.text.append(Json.text(output));
        }
    }
}
