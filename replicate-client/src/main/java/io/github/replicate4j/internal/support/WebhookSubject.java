/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

/** Subject of a webhook. The body of a delivery does not contain it. */
public enum WebhookSubject {
    PREDICTION,

    TRAINING
}
