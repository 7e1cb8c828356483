/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Settings of a client: retries, runs, streams and files.
 */
@NullMarked
package io.github.replicate4j.settings;

import org.jspecify.annotations.NullMarked;
