/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Chat with a text model.
 */
@NullMarked
package io.github.replicate4j.sample.chat;

import org.jspecify.annotations.NullMarked;
