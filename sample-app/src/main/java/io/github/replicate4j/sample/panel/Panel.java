/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
