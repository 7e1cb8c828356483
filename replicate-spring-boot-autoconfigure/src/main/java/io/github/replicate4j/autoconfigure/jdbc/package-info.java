/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration for applications with several instances that share a database: the database itself, and a package for each part
 * that uses it.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
