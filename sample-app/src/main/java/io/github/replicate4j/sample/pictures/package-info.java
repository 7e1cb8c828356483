/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Creation, storage and display of pictures.
 */
@NullMarked
package io.github.replicate4j.sample.pictures;

import org.jspecify.annotations.NullMarked;
