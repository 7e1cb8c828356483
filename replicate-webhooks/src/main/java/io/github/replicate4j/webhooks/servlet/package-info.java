/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Receiving webhooks in Spring MVC.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.webhooks.servlet;

import org.jspecify.annotations.NullMarked;
