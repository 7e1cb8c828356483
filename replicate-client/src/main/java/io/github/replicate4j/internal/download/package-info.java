/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Requests to URLs that Replicate returns: downloads of files, and event streams. They are sent without the API token.
 *
 * <p>Internal: applications must not use this package. It may change in any release.
 */
@NullMarked
package io.github.replicate4j.internal.download;

import org.jspecify.annotations.NullMarked;
