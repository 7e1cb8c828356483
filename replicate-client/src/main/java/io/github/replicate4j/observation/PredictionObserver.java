/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

/**
 * Observes predictions of one or more clients, from their create to their completion. Created by the starter, which shares
 * it between clients and the webhook endpoint; applications pass a registry to the builder instead.
 *
 * @since 0.1.0
 */
public interface PredictionObserver {}
