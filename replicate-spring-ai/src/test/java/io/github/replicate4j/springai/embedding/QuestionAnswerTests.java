/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.vectorstore.QuestionAnswerAdvisor;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/** Retrieval-augmented generation with an embedding model and a chat model on Replicate. */
class QuestionAnswerTests extends EmbeddingTest {

    @Test
    void chatModelReceivesTheDocumentThatAnswersTheQuestion() {
        emulator.model("acme/chat")
                .official()
                .input("prompt", InputType.STRING, true)
                .respond(script -> script.output("At noon."));
        SimpleVectorStore store = SimpleVectorStore.builder(model(E5)).build();
        store.add(List.of(
                new Document("The ferry leaves the harbor at noon."),
                new Document("The library opens on Monday."),
                new Document("Water the plants in the evening.")));
        ReplicateChatModel chat = ReplicateChatModel.builder()
                .replicate(this.replicate)
                .options(ReplicateChatOptions.builder().model("acme/chat").build())
                .build();
        String answer = ChatClient.create(chat)
                .prompt("When does the ferry leave?")
                .advisors(QuestionAnswerAdvisor.builder(store)
                        .searchRequest(SearchRequest.builder().topK(1).build())
                        .build())
                .call()
                .content();
        assertThat(answer).isEqualTo("At noon.");
        // The store embeds each document with a call of its own.
        assertThat(emulator.requests().creates())
                .hasSize(5)
                .last()
                .satisfies(create -> assertThat(create.input().get("prompt").toString())
                        .contains("When does the ferry leave?", "leaves the harbor at noon")
                        .doesNotContain("library", "plants"));
    }
}
