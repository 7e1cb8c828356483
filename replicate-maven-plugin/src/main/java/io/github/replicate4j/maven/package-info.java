/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** The goals of the Maven plugin. Applications use them in their POM, and not these classes. */
@NullMarked
package io.github.replicate4j.maven;

import org.jspecify.annotations.NullMarked;
