/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;

/** The default format of conversations. */
final class Transcript implements ConversationFormat {

    @Override
    public String format(List<Message> messages) {
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            text.append(message.getMessageType() == MessageType.ASSISTANT ? "Assistant: " : "User: ")
                    .append(Objects.requireNonNullElse(message.getText(), ""))
                    .append("\n");
        }
        return text.append("Assistant:").toString();
    }

    @Override
    public List<String> stopSequences() {
        return List.of("\nUser:");
    }
}
