/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The certificate of an emulator that is reached over HTTPS.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.tls;

import org.jspecify.annotations.NullMarked;
