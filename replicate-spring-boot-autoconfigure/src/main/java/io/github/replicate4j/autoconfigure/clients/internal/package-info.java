/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Names and beans of the clients of {@code replicate.clients}, for the auto-configurations of this project. Applications do not use
 * them.
 */
@NullMarked
package io.github.replicate4j.autoconfigure.clients.internal;

import org.jspecify.annotations.NullMarked;
