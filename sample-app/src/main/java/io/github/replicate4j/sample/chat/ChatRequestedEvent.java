/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.chat;

/**
 * Published when a user has sent a question to a language model.
 *
 * @since 0.1.0
 */
public record ChatRequestedEvent() {}
