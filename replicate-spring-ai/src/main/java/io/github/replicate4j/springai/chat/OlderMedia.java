/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

/**
 * What happens to media of earlier messages. Models on Replicate take the files of one message only.
 *
 * @since 0.1.0
 */
public enum OlderMedia {
    /** The call is rejected before anything is created. */
    REJECT,
    /** Only the media of the last message of the user are sent. */
    DROP,
    /** All media are sent together, the oldest first, as far as the model takes as many. */
    SEND
}
