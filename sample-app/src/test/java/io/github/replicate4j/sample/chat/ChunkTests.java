/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.replicate4j.error.ApiConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;

@ExtendWith(OutputCaptureExtension.class)
class ChunkTests {

    private static List<Chunk> sent(Throwable failure) {
        return Chunk.stream(Flux.just(Chunk.text("Well, ")).concatWith(Flux.error(failure)))
                .collectList()
                .block();
    }

    @Test
    void errorOfReplicateEndsTheAnswer() {
        assertThat(sent(new ApiConnectionException("reset", null, "predictions.create", false)))
                .extracting(Chunk::text, Chunk::problem)
                .containsExactly(
                        tuple("Well, ", null), tuple(null, "Replicate cannot be reached. Try again in a moment."));
    }

    @Test
    void otherErrorEndsTheAnswerAndIsLogged(CapturedOutput output) {
        assertThat(sent(new IllegalStateException("The model takes no tools")))
                .extracting(Chunk::text, Chunk::problem)
                .containsExactly(
                        tuple("Well, ", null), tuple(null, "The application has failed. Its log contains the reason."));
        assertThat(output).contains("The model takes no tools");
    }
}
