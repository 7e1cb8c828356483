/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import java.util.List;
import org.springframework.ai.moderation.ModerationGenerationMetadata;

/**
 * The hazards that a model found, with its own codes. Some of them have no category in Spring AI.
 *
 * @since 0.1.0
 */
public final class ReplicateModerationGenerationMetadata implements ModerationGenerationMetadata {

    private final List<String> codes;

    ReplicateModerationGenerationMetadata(List<String> codes) {
        this.codes = codes;
    }

    /**
     * Return the codes of the hazards.
     *
     * @return codes such as {@code S9}; empty if the text is safe or the model names none
     */
    public List<String> getCodes() {
        return this.codes;
    }

    @Override
    public String toString() {
        return "ReplicateModerationGenerationMetadata[codes=" + this.codes + "]";
    }
}
