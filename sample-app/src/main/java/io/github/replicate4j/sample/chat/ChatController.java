/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.sample.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.sample.Prompt;
import io.github.replicate4j.sample.problems.Problems;
import org.jspecify.annotations.Nullable;
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

    private final ChatModel chatModel;

    ChatController(ChatModel chatModel) {
        this.chatModel = chatModel;
    }

    @PostMapping(
            path = "/api/chat",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Chunk> answer(@RequestBody Question question) {
        return this.chatModel
                .answer(Prompt.of(question.prompt()).text())
                .map(text -> new Chunk(text, null))
                .onErrorResume(
                        ReplicateException.class, failure -> Flux.just(new Chunk(null, Problems.detail(failure))));
    }

    /** Request body with a question. */
    record Question(@Nullable String prompt) {}

    /** A part of the answer, or the problem that ended it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Chunk(@Nullable String text, @Nullable String problem) {}
}
