/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.ai.embedding.EmbeddingOptions;

/** Options are immutable, and combined without loss. */
class ReplicateEmbeddingOptionsTests {

    private static ReplicateEmbeddingOptions.Builder full() {
        return ReplicateEmbeddingOptions.builder()
                .model("acme/a")
                .dimensions(3)
                .maxTextsPerPrediction(4)
                .maxConcurrentPredictions(5)
                .input("seed", 1)
                .timeout(Duration.ofSeconds(9))
                .cancelOnTimeout(false);
    }

    @Test
    void copyIsEqualAndIndependent() {
        ReplicateEmbeddingOptions options = full().build();
        assertThat(options.mutate().build())
                .isEqualTo(options)
                .hasSameHashCodeAs(options)
                .isNotEqualTo(full().dimensions(2).build());
        options.mutate().model("acme/b").input("seed", 2).build();
        assertThat(options).isEqualTo(full().build());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getInput().put("a", 1));
    }

    @Test
    void setOptionsReplaceOthers() {
        assertThat(full().combineWith(EmbeddingOptions.builder().build()).build())
                .isEqualTo(full().build());
        assertThat(full().combineWith(EmbeddingOptions.builder()
                                .model("acme/b")
                                .dimensions(8)
                                .build())
                        .build())
                .isEqualTo(full().model("acme/b").dimensions(8).build());
        assertThat(full().combineWith(ReplicateEmbeddingOptions.builder()
                                .maxTextsPerPrediction(1)
                                .input("b", 2)
                                .timeout(Duration.ofSeconds(1))
                                .build())
                        .build())
                .isEqualTo(full().maxTextsPerPrediction(1)
                        .input("b", 2)
                        .timeout(Duration.ofSeconds(1))
                        .build());
    }

    @Test
    void invalidValuesAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> full().dimensions(0));
        assertThatIllegalArgumentException().isThrownBy(() -> full().maxTextsPerPrediction(0));
        assertThatIllegalArgumentException().isThrownBy(() -> full().maxConcurrentPredictions(0));
        assertThatIllegalArgumentException().isThrownBy(() -> full().timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> full().input(" ", 1));
    }
}
