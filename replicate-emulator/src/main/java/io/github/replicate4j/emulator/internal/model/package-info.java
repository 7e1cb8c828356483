/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Models, versions and deployments.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.model;

import org.jspecify.annotations.NullMarked;
