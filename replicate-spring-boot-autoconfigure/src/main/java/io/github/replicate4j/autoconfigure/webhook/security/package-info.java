/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration that permits webhooks in Spring Security.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.webhook.security;

import org.jspecify.annotations.NullMarked;
