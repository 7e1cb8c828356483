/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.image.ImageOptionsBuilder;

class ReplicateImageOptionsTests {

    private static ReplicateImageOptions all() {
        return ReplicateImageOptions.builder()
                .model("acme/image")
                .n(2)
                .width(640)
                .height(480)
                .style("oil")
                .responseFormat("b64_json")
                .negativePrompt("dogs")
                .timeout(Duration.ofSeconds(5))
                .cancelOnTimeout(false)
                .input("seed", 1)
                .build();
    }

    @Test
    void copyHasAllOptions() {
        ReplicateImageOptions options = all();
        assertThat(options.mutate().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options.mutate().n(3).build()).isNotEqualTo(options);
        assertThat(options.mutate().input("seed", 2).build()).isNotEqualTo(options);
        assertThat(options.getInput()).isEqualTo(Map.of("seed", 1));
        assertThat(options).hasNoNullFieldsOrProperties();
        assertThat(options.toString()).contains("acme/image", "negativePrompt").doesNotContain("dogs");
    }

    @Test
    void absentOptionsAreNull() {
        ReplicateImageOptions options = ReplicateImageOptions.builder().build();
        assertThat(options).hasAllNullFieldsOrPropertiesExcept("input", "values");
        assertThat(options.getInput()).isEmpty();
    }

    @Test
    void optionsAreImmutable() {
        ReplicateImageOptions.Builder builder = ReplicateImageOptions.builder().input("seed", 1);
        ReplicateImageOptions options = builder.build();
        builder.input("seed", 2).n(2);
        assertThat(options.getInput()).isEqualTo(Map.of("seed", 1));
        assertThat(options.getN()).isNull();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getInput().put("a", 1));
    }

    @Test
    void otherOptionsReplaceWhatTheySet() {
        ReplicateImageOptions combined = all().mutate()
                .combineWith(null)
                .combineWith(
                        ImageOptionsBuilder.builder().width(320).style("ink").build())
                .combineWith(ReplicateImageOptions.builder()
                        .negativePrompt("mice")
                        .input("steps", 4)
                        .build())
                .build();
        assertThat(combined)
                .isEqualTo(all().mutate()
                        .width(320)
                        .style("ink")
                        .negativePrompt("mice")
                        .input("steps", 4)
                        .build());
    }

    @Test
    void invalidValuesAreRejected() {
        ReplicateImageOptions.Builder builder = ReplicateImageOptions.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.n(0)).withMessageStartingWith("n must");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.width(-1)).withMessageContaining("width");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.height(0)).withMessageContaining("height");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.responseFormat("png"))
                .withMessageContainingAll("url or b64_json", "output_format");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.input(" ", 1))
                .withMessageContaining("name");
    }
}
