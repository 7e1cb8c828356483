/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.sample.problems.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A part of an answer, or the problem that ended it.
 *
 * @param text a part of the text, or the description of the picture
 * @param picture URL of a picture, relative to the application
 * @param problem why there is no more
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chunk(
        @Nullable String text,
        @Nullable String picture,
        @Nullable String problem) {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /**
     * Create a part of the text.
     *
     * @param text the part
     * @return the chunk
     */
    public static Chunk text(String text) {
        return new Chunk(text, null, null);
    }

    /**
     * Create a picture.
     *
     * @param description what it shows
     * @param url its URL, relative to the application
     * @return the chunk
     */
    public static Chunk picture(String description, String url) {
        return new Chunk(description, url, null);
    }

    /**
     * Prepare an answer for the browser: an error becomes a chunk, and empty chunks fill the pauses.
     *
     * @param answer the answer
     * @return the answer, whose cancellation cancels the given one
     */
    public static Flux<Chunk> stream(Flux<Chunk> answer) {
        return answer.onErrorResume(failure -> Flux.just(new Chunk(null, null, Problems.detail(failure))))
                .publish(chunks -> chunks.mergeWith(heartbeats().takeUntilOther(chunks.ignoreElements())));
    }

    /** The server detects that the browser has disconnected only when it writes. */
    private static Flux<Chunk> heartbeats() {
        return Flux.interval(HEARTBEAT).onBackpressureDrop().map(any -> new Chunk(null, null, null));
    }
}
