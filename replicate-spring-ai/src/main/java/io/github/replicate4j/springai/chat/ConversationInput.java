/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;

/**
 * Maps the texts of a conversation: to a prompt if there is one message of the user only and the model takes a prompt without
 * messages, otherwise to the messages of the model, or to a text with the whole conversation if it takes no messages.
 */
final class ConversationInput {

    private final ConversationFormat format;

    ConversationInput(ConversationFormat format) {
        this.format = format;
    }

    /** Map a conversation, and add the texts at which the output must end. */
    void map(Conversation conversation, InputMapping input, List<String> stops) {
        boolean responses = ResponsesFormat.isFormatOf("messages", input.model());
        InputField messages = input.model().field(InputRole.MESSAGES);
        if (conversation.hasTools() && (!responses || messages == null)) {
            throw ResponsesFormat.noTools(input.model(), "The conversation contains tool calls");
        }
        if (conversation.isSingleUserMessage() && !needsMessages(messages, input.model())) {
            prompt(Conversation.text(conversation.messages().get(0)), conversation.system(), input);
        } else if (messages != null) {
            messages(conversation, responses, messages, input);
        } else {
            prompt(this.format.format(conversation.messages()), conversation.system(), input);
            stops.addAll(this.format.stopSequences());
        }
    }

    /** Return whether a model takes even a single message only in a list. */
    private static boolean needsMessages(@Nullable InputField messages, ModelDescription model) {
        return messages != null && (messages.required() || model.field(InputRole.PROMPT) == null);
    }

    private static void prompt(String text, String system, InputMapping input) {
        boolean separate = !system.isEmpty() && input.offer(InputRole.SYSTEM, "system text", system);
        String prompt = system.isEmpty() || separate ? text : system + "\n\n" + text;
        input.require(InputRole.PROMPT, "the prompt", prompt);
    }

    private static void messages(Conversation conversation, boolean responses, InputField field, InputMapping input) {
        List<Object> items = new ArrayList<>();
        boolean separate = responses
                && !conversation.system().isEmpty()
                && input.offer(InputRole.SYSTEM, "system text", conversation.system());
        if (!conversation.system().isEmpty() && !separate) {
            items.add(message("system", conversation.system()));
        }
        for (Message message : conversation.messages()) {
            items.addAll(responses ? ResponsesFormat.items(message) : List.of(chatMessage(message)));
        }
        input.put(
                field,
                "messages",
                field.list() || field.kind() != InputField.Kind.TEXT
                        ? items
                        : new String(Json.write(items), StandardCharsets.UTF_8));
        InputField prompt = input.model().field(InputRole.PROMPT);
        if (prompt != null && prompt.required()) {
            int last = conversation.lastUserMessage();
            input.put(
                    prompt,
                    "the prompt",
                    last < 0 ? "" : Conversation.text(conversation.messages().get(last)));
        }
    }

    private static Map<String, Object> chatMessage(Message message) {
        return message(
                message.getMessageType() == MessageType.ASSISTANT
                        ? "assistant"
                        : message.getMessageType().getValue().toLowerCase(Locale.ROOT),
                Conversation.text(message));
    }

    static Map<String, Object> message(String role, String content) {
        return Map.of("role", role, "content", content);
    }
}
