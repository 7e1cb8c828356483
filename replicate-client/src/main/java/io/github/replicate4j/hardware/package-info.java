/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Hardware types for models and deployments.
 */
@NullMarked
package io.github.replicate4j.hardware;

import org.jspecify.annotations.NullMarked;
