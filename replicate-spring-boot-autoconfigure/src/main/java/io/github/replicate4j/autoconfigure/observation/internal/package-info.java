/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The tag of a client in observations, for the auto-configurations of this project. Applications do not use it.
 */
@NullMarked
package io.github.replicate4j.autoconfigure.observation.internal;

import org.jspecify.annotations.NullMarked;
