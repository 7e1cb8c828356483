/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.assistant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.stereotype.Component;

/**
 * Stores the latest conversations until the application ends. Spring AI's chat memory limits the messages of each.
 */
@Component
class RecentConversations implements ChatMemoryRepository {

    static final int MAX_CONVERSATIONS = 100;

    private final Map<String, List<Message>> conversations = new LinkedHashMap<>(16, 0.75f, true);

    @Override
    public synchronized List<String> findConversationIds() {
        return List.copyOf(this.conversations.keySet());
    }

    @Override
    public synchronized List<Message> findByConversationId(String conversationId) {
        return this.conversations.getOrDefault(conversationId, List.of());
    }

    @Override
    public synchronized void saveAll(String conversationId, List<Message> messages) {
        this.conversations.put(conversationId, List.copyOf(messages));
        if (this.conversations.size() > MAX_CONVERSATIONS) {
            this.conversations.remove(this.conversations.keySet().iterator().next());
        }
    }

    /** Forget a question whose answer failed or was stopped. All later questions would otherwise be sent together with it. */
    synchronized void forgetUnansweredQuestion(String conversationId) {
        List<Message> messages = findByConversationId(conversationId);
        int last = messages.size() - 1;
        if (last >= 0 && !(messages.get(last) instanceof AssistantMessage)) {
            saveAll(conversationId, messages.subList(0, last));
        }
    }

    @Override
    public synchronized void deleteByConversationId(String conversationId) {
        this.conversations.remove(conversationId);
    }
}
