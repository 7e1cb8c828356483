/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Options are immutable, and combined without loss. */
class ReplicateTranscriptionOptionsTests {

    private static ReplicateTranscriptionOptions.Builder full() {
        return ReplicateTranscriptionOptions.builder()
                .model("acme/a")
                .language("en")
                .input("seed", 1)
                .timeout(Duration.ofSeconds(9))
                .cancelOnTimeout(false);
    }

    @Test
    void copyIsEqualAndIndependent() {
        ReplicateTranscriptionOptions options = full().build();
        assertThat(options.mutate().build())
                .isEqualTo(options)
                .hasSameHashCodeAs(options)
                .isNotEqualTo(full().language("de").build());
        options.mutate().model("acme/b").input("seed", 2).build();
        assertThat(options).isEqualTo(full().build());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getInput().put("a", 1));
    }

    @Test
    void setOptionsReplaceOthers() {
        assertThat(ReplicateTranscriptionOptions.builder().build().getModel()).isEmpty();
        assertThat(full().combineWith(ReplicateTranscriptionOptions.builder().build())
                        .build())
                .isEqualTo(full().build());
        assertThat(full().combineWith(() -> " ").build()).isEqualTo(full().build());
        assertThat(full().combineWith(() -> "acme/b").build())
                .isEqualTo(full().model("acme/b").build());
        assertThat(full().combineWith(ReplicateTranscriptionOptions.builder()
                                .language("de")
                                .input("b", 2)
                                .build())
                        .build())
                .isEqualTo(full().language("de").input("b", 2).build());
    }

    @Test
    void invalidValuesAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> full().timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> full().input(" ", 1));
    }
}
