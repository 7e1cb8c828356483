/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Parts that the auto-configurations of the database share. Applications do not use them.
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc.internal;

import org.jspecify.annotations.NullMarked;
