/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;

class RecentConversationsTests {

    private final RecentConversations conversations = new RecentConversations();

    @Test
    void forgetsTheConversationThatWasNotUsedForTheLongestTime() {
        List<Message> messages = List.of(new UserMessage("Hello"));
        for (int i = 0; i < RecentConversations.MAX_CONVERSATIONS; i++) {
            this.conversations.saveAll("conversation " + i, messages);
        }
        this.conversations.findByConversationId("conversation 0");
        this.conversations.saveAll("another", messages);

        assertThat(this.conversations.findConversationIds())
                .hasSize(RecentConversations.MAX_CONVERSATIONS)
                .contains("conversation 0", "another")
                .doesNotContain("conversation 1");
        assertThat(this.conversations.findByConversationId("conversation 1")).isEmpty();
        assertThat(this.conversations.findByConversationId("another")).isEqualTo(messages);
    }

    @Test
    void forgetsOnlyAQuestionWithoutAnAnswer() {
        Message question = new UserMessage("Hello");
        Message answer = new AssistantMessage("Hello, Ada");
        this.conversations.saveAll("answered", List.of(question, answer));
        this.conversations.saveAll("unanswered", List.of(question, answer, new UserMessage("Why?")));
        for (String id : List.of("answered", "unanswered", "unknown")) {
            this.conversations.forgetUnansweredQuestion(id);
        }

        assertThat(this.conversations.findByConversationId("answered")).containsExactly(question, answer);
        assertThat(this.conversations.findByConversationId("unanswered")).containsExactly(question, answer);
        assertThat(this.conversations.findConversationIds()).doesNotContain("unknown");
    }
}
