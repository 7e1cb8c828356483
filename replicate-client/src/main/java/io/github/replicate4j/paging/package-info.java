/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Lists that are requested page by page.
 */
@NullMarked
package io.github.replicate4j.paging;

import org.jspecify.annotations.NullMarked;
