/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Conversation with a language model that remembers, looks at the gallery and draws pictures.
 */
@NullMarked
package io.github.replicate4j.sample.assistant;

import org.jspecify.annotations.NullMarked;
