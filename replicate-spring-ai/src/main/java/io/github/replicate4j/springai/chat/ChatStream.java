/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Converts the events of one stream to responses. If the text is cut at a stop sequence, the stream is cancelled, and with it the
 * prediction, so that the output tokens that follow are not paid for.
 */
final class ChatStream {

    /** For the request at the end, because the output is complete. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ChatCall call;

    private final AsyncReplicate replicate;

    private final StopScanner stops;

    private final ThoughtSplitter thoughts;

    private @Nullable Prediction created;

    private @Nullable Prediction completed;

    private ChatStream(ChatCall call, AsyncReplicate replicate) {
        this.call = call;
        this.replicate = replicate;
        this.stops = new StopScanner(call.stopSequences());
        this.thoughts = new ThoughtSplitter(call.reasoning());
    }

    /** Return the responses to a call; each subscription creates a prediction. */
    static Flux<ChatResponse> responses(ChatCall call, AsyncReplicate replicate) {
        return Flux.defer(() -> new ChatStream(call, replicate).responses());
    }

    private Flux<ChatResponse> responses() {
        return this.call
                .events()
                .map(this::receive)
                .takeUntil(chunks -> this.stops.isCut())
                .concatMapIterable(chunks -> chunks)
                .concatWith(Flux.defer(this::last));
    }

    private List<ChatResponse> receive(StreamEvent event) {
        if (event instanceof StreamEvent.Created first) {
            this.created = first.prediction();
        } else if (event instanceof StreamEvent.Done last) {
            this.completed = last.prediction();
        } else if (event instanceof StreamEvent.Output output) {
            return chunks(this.thoughts.add(this.stops.add(output.data())));
        }
        return List.of();
    }

    private List<ChatResponse> chunks(List<ThoughtSplitter.Segment> segments) {
        return segments.stream()
                .map(segment -> chunk(
                        segment.text(),
                        this.call.reasoning() == Reasoning.METADATA
                                ? Map.of("isThought", segment.thought())
                                : Map.of()))
                .toList();
    }

    private ChatResponse chunk(String text, Map<String, Object> properties) {
        return response(
                text,
                properties,
                ChatGenerationMetadata.NULL,
                ChatMetadata.of(this.call, this.created).build());
    }

    private Flux<ChatResponse> last() {
        Flux<ChatResponse> held = Flux.fromIterable(chunks(this.thoughts.add(this.stops.finish())))
                .concatWith(Flux.defer(() -> Flux.fromIterable(chunks(this.thoughts.finish()))));
        if (this.stops.isCut()) {
            return held.concatWith(Mono.fromSupplier(() -> end(null, "STOP_SEQUENCE")));
        }
        return held.concatWith(completion()
                .map(prediction -> end(prediction, ChatMetadata.finishReason(this.call, prediction)))
                .switchIfEmpty(Mono.fromSupplier(() -> end(null, ChatMetadata.finishReason(this.call, null)))));
    }

    /** Return the completed prediction; empty if it is not wanted or cannot be read, because the output is complete. */
    private Mono<Prediction> completion() {
        if (this.completed != null) {
            return Mono.just(this.completed);
        }
        return this.created == null || !this.call.isStreamUsage()
                ? Mono.empty()
                : this.replicate
                        .predictions()
                        .get(this.created.id())
                        .timeout(LIMIT)
                        .onErrorComplete();
    }

    private ChatResponse end(@Nullable Prediction completed, String finishReason) {
        return response(
                "",
                Map.of(),
                ChatGenerationMetadata.builder().finishReason(finishReason).build(),
                completed == null
                        ? ChatMetadata.of(this.call, this.created).build()
                        : ChatMetadata.ofCompleted(this.call, completed));
    }

    private static ChatResponse response(
            String text,
            Map<String, Object> properties,
            ChatGenerationMetadata generation,
            ChatResponseMetadata metadata) {
        AssistantMessage message =
                AssistantMessage.builder().content(text).properties(properties).build();
        return new ChatResponse(List.of(new Generation(message, generation)), metadata);
    }
}
