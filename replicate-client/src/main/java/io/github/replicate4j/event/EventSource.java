/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

/**
 * How an application learned of the state of a prediction or training.
 *
 * @since 0.1.0
 */
public enum EventSource {

    /** Replicate delivered a webhook. */
    WEBHOOK,

    /** The application queried Replicate for a completion that no webhook had reported. */
    RECONCILER
}
