/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Events that verified webhooks carry.
 */
@NullMarked
package io.github.replicate4j.event;

import org.jspecify.annotations.NullMarked;
