/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The account of an API token.
 */
@NullMarked
package io.github.replicate4j.account;

import org.jspecify.annotations.NullMarked;
