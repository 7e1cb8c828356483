/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.assistant;

import io.github.replicate4j.sample.Prompt;
import io.github.replicate4j.sample.chat.ChatRequestedEvent;
import io.github.replicate4j.sample.chat.Chunk;
import io.github.replicate4j.sample.pictures.Gallery;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Streams the answers of the assistant. The browser repeats the id of its conversation.
 */
@RestController
class AssistantController {

    private static final String CONVERSATION_ID = "Conversation-Id";

    private final ChatClient chatClient;

    private final RecentConversations conversations;

    private final PictureTool pictureTool;

    private final ApplicationEventPublisher events;

    AssistantController(
            ChatClient.Builder builder,
            ChatMemory memory,
            RecentConversations conversations,
            Gallery gallery,
            PictureTool pictureTool,
            ApplicationEventPublisher events) {
        this.chatClient = builder.defaultAdvisors(
                        MessageChatMemoryAdvisor.builder(memory).build())
                .defaultTools(gallery)
                .build();
        this.conversations = conversations;
        this.pictureTool = pictureTool;
        this.events = events;
    }

    @PostMapping(
            path = "/api/assistant",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<Flux<Chunk>> answer(@RequestBody Question question) {
        String prompt = Prompt.of(question.prompt()).text();
        UUID conversation = Objects.requireNonNullElseGet(question.conversation(), UUID::randomUUID);
        this.events.publishEvent(new ChatRequestedEvent());
        return ResponseEntity.ok()
                .header(CONVERSATION_ID, conversation.toString())
                .body(Chunk.stream(answer(prompt, conversation)));
    }

    private Flux<Chunk> answer(String prompt, UUID conversation) {
        this.conversations.forgetUnansweredQuestion(conversation.toString());
        Sinks.Many<Chunk> pictures = Sinks.many().unicast().onBackpressureBuffer();
        Flux<Chunk> text = this.chatClient
                .prompt()
                .user(prompt)
                .advisors(advisor -> advisor.param(ChatMemory.CONVERSATION_ID, conversation.toString()))
                .tools(this.pictureTool.create(pictures::tryEmitNext))
                .stream()
                .content()
                .map(Chunk::text)
                .doOnComplete(pictures::tryEmitComplete);
        return text.mergeWith(pictures.asFlux());
    }

    /** Request body with a question; a conversation begins without an id. */
    record Question(@Nullable String prompt, @Nullable UUID conversation) {}
}
