/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.ai.audio.tts.TextToSpeechOptions;

/** Options are immutable, and combined without loss. */
class ReplicateTextToSpeechOptionsTests {

    private static ReplicateTextToSpeechOptions.Builder full() {
        return ReplicateTextToSpeechOptions.builder()
                .model("acme/a")
                .voice("v")
                .format("mp3")
                .speed(1.5)
                .input("seed", 1)
                .timeout(Duration.ofSeconds(9))
                .cancelOnTimeout(false);
    }

    @Test
    void copyIsEqualAndIndependent() {
        ReplicateTextToSpeechOptions options = full().build();
        assertThat(options.mutate().build())
                .isEqualTo(options)
                .hasSameHashCodeAs(options)
                .isNotEqualTo(full().voice("w").build());
        options.mutate().model("acme/b").input("seed", 2).build();
        assertThat(options).isEqualTo(full().build());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getInput().put("a", 1));
    }

    @Test
    void setOptionsReplaceOthers() {
        assertThat(full().combineWith(TextToSpeechOptions.builder().build()).build())
                .isEqualTo(full().build());
        assertThat(full().combineWith(TextToSpeechOptions.builder()
                                .model("acme/b")
                                .voice("w")
                                .format("wav")
                                .speed(2.0)
                                .build())
                        .build())
                .isEqualTo(full().model("acme/b")
                        .voice("w")
                        .format("wav")
                        .speed(2.0)
                        .build());
        assertThat(full().combineWith(ReplicateTextToSpeechOptions.builder()
                                .input("b", 2)
                                .cancelOnTimeout(true)
                                .build())
                        .build())
                .isEqualTo(full().input("b", 2).cancelOnTimeout(true).build());
    }

    @Test
    void invalidValuesAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> full().timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> full().input(" ", 1));
    }
}
