/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Journal of creates in a database that the instances of an application share.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc.journal;

import org.jspecify.annotations.NullMarked;
