/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.chat;

import io.github.replicate4j.sample.Prompt;
import io.github.replicate4j.sample.models.Llama;
import io.github.replicate4j.sample.models.LlamaInput;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * Streams answers as newline-delimited JSON.
 */
@RestController
class ChatController {

    private final Llama llama;

    private final ApplicationEventPublisher events;

    ChatController(Llama llama, ApplicationEventPublisher events) {
        this.llama = llama;
        this.events = events;
    }

    @PostMapping(
            path = "/api/chat",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Chunk> answer(@RequestBody Question question) {
        String prompt = Prompt.of(question.prompt()).text();
        this.events.publishEvent(new ChatRequestedEvent());
        return Chunk.stream(this.llama.stream(LlamaInput.of(prompt)).map(Chunk::text));
    }

    /** Request body with a question. */
    record Question(@Nullable String prompt) {}
}
