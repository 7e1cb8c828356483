/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Test support for Spring Boot applications that use Replicate.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.test;

import org.jspecify.annotations.NullMarked;
