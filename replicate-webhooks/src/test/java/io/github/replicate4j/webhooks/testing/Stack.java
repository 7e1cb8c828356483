/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.testing;

/** Web frameworks that receive webhooks. */
public enum Stack {
    MVC,
    WEBFLUX
}
