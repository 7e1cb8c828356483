/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.panel;

import java.util.Map;

/**
 * Health and metrics. Counts are totals since the start of the application.
 *
 * @param status health status of the Replicate component
 * @param details health details
 * @param predictions number of completed predictions by status
 * @param active number of predictions in flight
 * @param runTime total run time of the models in seconds
 * @param retries number of retries
 * @param webhooks number of webhook requests by outcome
 */
record Panel(
        String status,
        Map<String, Object> details,
        Map<String, Long> predictions,
        int active,
        double runTime,
        long retries,
        Map<String, Long> webhooks) {}
