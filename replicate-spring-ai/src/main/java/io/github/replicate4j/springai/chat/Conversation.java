/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * The messages of a prompt.
 *
 * @param system text of all system messages; empty if there are none
 * @param messages the other messages, the oldest first; not empty
 */
record Conversation(String system, List<Message> messages) {

    /**
     * Read a prompt.
     *
     * @throws IllegalArgumentException if it has nothing to respond to
     */
    static Conversation of(Prompt prompt) {
        String system = prompt.getInstructions().stream()
                .filter(message -> message.getMessageType() == MessageType.SYSTEM)
                .map(Conversation::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        List<Message> messages = prompt.getInstructions().stream()
                .filter(message -> message.getMessageType() != MessageType.SYSTEM)
                .toList();
        if (messages.stream().allMatch(Conversation::isEmpty)) {
            throw new IllegalArgumentException("The prompt is empty: add a user message with text or media.");
        }
        return new Conversation(system, messages);
    }

    private static boolean isEmpty(Message message) {
        if (message instanceof UserMessage user) {
            return text(user).isBlank() && user.getMedia().isEmpty();
        }
        return message.getMessageType() == MessageType.ASSISTANT
                && text(message).isBlank();
    }

    /** Return the text of a message; empty if it has none. */
    static String text(Message message) {
        return Objects.requireNonNullElse(message.getText(), "");
    }

    boolean isSingleUserMessage() {
        return this.messages.size() == 1 && this.messages.get(0).getMessageType() == MessageType.USER;
    }

    boolean hasTools() {
        return this.messages.stream()
                .anyMatch(message -> message.getMessageType() == MessageType.TOOL
                        || message instanceof AssistantMessage assistant && assistant.hasToolCalls());
    }

    /** Return the index of the last message of the user, or -1. */
    int lastUserMessage() {
        for (int i = this.messages.size() - 1; i >= 0; i--) {
            if (this.messages.get(i).getMessageType() == MessageType.USER) {
                return i;
            }
        }
        return -1;
    }

    /** Return the conversation with instructions at the end of the last message of the user. */
    Conversation withInstructions(String instructions) {
        List<Message> changed = new ArrayList<>(this.messages);
        int last = lastUserMessage();
        if (last < 0) {
            changed.add(new UserMessage(instructions));
        } else {
            UserMessage user = (UserMessage) changed.get(last);
            changed.set(
                    last, user.mutate().text(text(user) + "\n\n" + instructions).build());
        }
        return new Conversation(this.system, List.copyOf(changed));
    }
}
