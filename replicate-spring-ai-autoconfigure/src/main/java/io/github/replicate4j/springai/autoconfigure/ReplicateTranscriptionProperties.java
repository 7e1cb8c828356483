/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.transcription.ReplicateTranscriptionOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the transcription model. */
@ConfigurationProperties("spring.ai.replicate.audio.transcription")
final class ReplicateTranscriptionProperties extends ReplicateModelProperties {

    /** Language of the recordings, such as en. The default is that of the model. */
    private @Nullable String language;

    public @Nullable String getLanguage() {
        return this.language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = language;
    }

    ReplicateTranscriptionOptions toOptions() {
        return apply(ReplicateTranscriptionOptions.builder())
                .language(this.language)
                .build();
    }
}
