/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

/**
 * What happens to the reasoning that a model writes between {@code <think>} and {@code </think>}.
 *
 * @since 0.1.0
 */
public enum Reasoning {
    /** The text stays as the model wrote it. */
    KEEP,
    /** The reasoning is removed. */
    STRIP,
    /**
     * The reasoning is separated from the text. The message of a call has it in its metadata as {@code thoughts}. The chunks of
     * a stream have the metadata {@code isThought}.
     */
    METADATA
}
