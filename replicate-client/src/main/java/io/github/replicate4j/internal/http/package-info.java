/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Building blocks of HTTP requests that the transport and the downloads share: connections, settings, the API token,
 * retries and the mapping of errors.
 *
 * <p>Internal: applications must not use this package. It may change in any release.
 */
@NullMarked
package io.github.replicate4j.internal.http;

import org.jspecify.annotations.NullMarked;
