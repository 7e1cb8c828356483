/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Applications that use a database together with the library: what is committed, and when. */
@NullMarked
package io.github.replicate4j.transactions;

import org.jspecify.annotations.NullMarked;
