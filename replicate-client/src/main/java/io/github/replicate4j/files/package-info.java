/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Files: uploads, downloads, and files in the output of models.
 */
@NullMarked
package io.github.replicate4j.files;

import org.jspecify.annotations.NullMarked;
