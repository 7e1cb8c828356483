/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Uploaded files, which are stored on disk.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.files;

import org.jspecify.annotations.NullMarked;
