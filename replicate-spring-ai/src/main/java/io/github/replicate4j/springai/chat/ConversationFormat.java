/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.List;
import org.springframework.ai.chat.messages.Message;

/**
 * Writes a conversation as one text, for models that take a prompt but no messages. A prompt that consists of a single message
 * of the user is sent unchanged instead.
 *
 * <p>Such a text cannot prevent that a user writes what looks like a message of the assistant.
 *
 * @since 0.1.0
 */
public interface ConversationFormat {

    /** Writes {@code User:} and {@code Assistant:} in front of the messages, and ends with {@code Assistant:}. */
    ConversationFormat TRANSCRIPT = new Transcript();

    /**
     * Write a conversation.
     *
     * @param messages messages of the user and of the assistant, the oldest first; without system messages
     * @return the text
     */
    String format(List<Message> messages);

    /**
     * Return the texts at which the output ends, because the model continues with a message of the user.
     *
     * @return the texts; empty if there are none
     */
    List<String> stopSequences();
}
