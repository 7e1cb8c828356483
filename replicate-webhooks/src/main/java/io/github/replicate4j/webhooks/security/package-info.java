/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Request matchers that permit webhooks in filter chains of Spring Security.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.webhooks.security;

import org.jspecify.annotations.NullMarked;
