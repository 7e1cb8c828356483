/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A small web application that generates pictures with the Replicate starter.
 */
@NullMarked
package io.github.replicate4j.sample;

import org.jspecify.annotations.NullMarked;
