/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Event that a webhook can subscribe to: the values of {@code webhook_events_filter} in the API.
 *
 * @since 0.1.0
 */
public enum WebhookEventType {
    /** The prediction or training has started. Sent once. */
    @JsonProperty("start")
    START,
    /** There is new output. Sent at most once every 500 ms. */
    @JsonProperty("output")
    OUTPUT,
    /** There are new logs. Sent at most once every 500 ms. */
    @JsonProperty("logs")
    LOGS,
    /** The prediction or training has succeeded, failed or been canceled. Sent once. */
    @JsonProperty("completed")
    COMPLETED
}
