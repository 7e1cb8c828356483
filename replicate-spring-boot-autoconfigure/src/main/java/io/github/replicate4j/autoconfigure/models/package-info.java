/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Registration of {@link io.github.replicate4j.run.ReplicateModel @ReplicateModel} interfaces as beans.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.models;

import org.jspecify.annotations.NullMarked;
