/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Functions, their calls and schemas in the format of OpenAI's Responses API. */
final class ResponsesFormat {

    /** The name of this format in profiles. */
    private static final String NAME = "responses";

    private ResponsesFormat() {}

    /** Return whether a model takes a field of its profile, such as {@code messages}, in this format. */
    static boolean isFormatOf(String field, ModelDescription model) {
        return NAME.equals(model.profile().text(field));
    }

    /** Reject a call with tools unless the profile of the model says how it takes them. */
    static void requireTools(ModelDescription model) {
        if (!isFormatOf("tools", model)) {
            throw noTools(model, "The prompt has tools");
        }
    }

    static UnsupportedOperationException noTools(ModelDescription model, String problem) {
        return new UnsupportedOperationException(problem + ", but " + model.model() + " takes none on Replicate, or no"
                + " profile says how. " + model.inputs() + " Use a model such as openai/gpt-5-structured, or define a"
                + " ModelProfile.");
    }

    static List<Object> tools(List<ToolDefinition> definitions) {
        return definitions.stream()
                .<Object>map(tool -> Map.of(
                        "type",
                        "function",
                        "name",
                        tool.name(),
                        "description",
                        tool.description(),
                        "parameters",
                        read("The input schema of the tool " + tool.name(), tool.inputSchema())))
                .toList();
    }

    static Map<String, Object> outputSchema(String schema) {
        return Map.of(
                "format",
                Map.of(
                        "type",
                        "json_schema",
                        "name",
                        "response",
                        "strict",
                        true,
                        "schema",
                        new StrictSchema(read("The option outputSchema", schema)).convert()));
    }

    /** Return the items for a message: a message of the assistant can contain text and calls. */
    static List<Object> items(Message message) {
        List<Object> items = new ArrayList<>();
        if (message instanceof ToolResponseMessage tools) {
            tools.getResponses()
                    .forEach(response -> items.add(Map.of(
                            "type",
                            "function_call_output",
                            "call_id",
                            response.id(),
                            "output",
                            Objects.requireNonNullElse(response.responseData(), ""))));
            return items;
        }
        boolean assistant = message.getMessageType() == MessageType.ASSISTANT;
        if (!assistant || !Conversation.text(message).isEmpty()) {
            items.add(ConversationInput.message(assistant ? "assistant" : "user", Conversation.text(message)));
        }
        if (message instanceof AssistantMessage calling) {
            calling.getToolCalls()
                    .forEach(call -> items.add(Map.of(
                            "type",
                            "function_call",
                            "call_id",
                            call.id(),
                            "name",
                            call.name(),
                            "arguments",
                            call.arguments())));
        }
        return items;
    }

    /** Read the calls in an output, with their fields at the top level or within {@code function}. */
    static List<ToolCall> toolCalls(@Nullable Object calls) {
        List<ToolCall> read = new ArrayList<>();
        for (Object each : calls instanceof List<?> list ? list : List.of()) {
            if (each instanceof Map<?, ?> call) {
                Map<?, ?> function = call.get("function") instanceof Map<?, ?> nested ? nested : call;
                Object id = call.get("call_id") == null ? call.get("id") : call.get("call_id");
                if (function.get("name") instanceof String name) {
                    read.add(new ToolCall(
                            id == null ? name : id.toString(), "function", name, arguments(function.get("arguments"))));
                }
            }
        }
        return read;
    }

    private static String arguments(@Nullable Object arguments) {
        if (arguments == null) {
            return "{}";
        }
        return arguments instanceof String text ? text : new String(Json.write(arguments), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> read(String name, String schema) {
        try {
            return Json.read(schema.getBytes(StandardCharsets.UTF_8), Map.class);
        } catch (UnreadableJsonException ex) {
            throw new IllegalArgumentException(
                    name + " is not a JSON schema: it " + ex.getMessage()
                            + ". Set it to an object, such as {\"type\": \"object\", \"properties\": {}}.",
                    ex);
        }
    }
}
