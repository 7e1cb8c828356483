/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

/**
 * Event of a durable create that has failed without a completed prediction: Replicate rejected or has not received it, or its
 * prediction did not complete in time. The state and the error of the prediction contain the reason. A prediction that completes with
 * a failure is not such an event, but a {@link io.github.replicate4j.event.PredictionCompletedEvent}.
 *
 * <p>The event is published once, in a transaction that is repeated if a listener fails. In rare cases, a completion follows,
 * because Replicate reports a prediction that was lost or has expired.
 *
 * @param prediction the failed create
 * @since 0.1.0
 */
public record DurablePredictionFailedEvent(DurablePrediction prediction) {}
