/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

/**
 * Observes predictions of one or more clients, from their create to their completion. The starter provides an observer as a
 * bean, which clients and the webhook endpoint share. Applications do not implement this interface. Without the starter, pass
 * an {@code ObservationRegistry} to {@code ReplicateBuilder.observePredictions}.
 *
 * @since 0.1.0
 */
public interface PredictionObserver {}
