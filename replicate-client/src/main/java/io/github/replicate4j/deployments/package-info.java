/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Deployments: models that run on hardware that their owner selects.
 */
@NullMarked
package io.github.replicate4j.deployments;

import org.jspecify.annotations.NullMarked;
