/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Parts that the packages of this module share and applications must not use.
 */
@NullMarked
package io.github.replicate4j.jdbc.internal;

import org.jspecify.annotations.NullMarked;
