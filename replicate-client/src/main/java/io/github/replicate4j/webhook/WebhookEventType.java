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

package io.github.replicate4j.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a webhook can be asked for: the API's {@code webhook_events_filter}.
 */
public enum WebhookEventType {
    /** Once, when the prediction or training starts. */
    @JsonProperty("start")
    START,
    /** Each new output, at most one in 500 ms. */
    @JsonProperty("output")
    OUTPUT,
    /** New logs, at most one in 500 ms. */
    @JsonProperty("logs")
    LOGS,
    /** Once, when it has succeeded, failed or been canceled. */
    @JsonProperty("completed")
    COMPLETED
}
