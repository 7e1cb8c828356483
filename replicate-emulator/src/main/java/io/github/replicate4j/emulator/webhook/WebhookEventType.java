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

package io.github.replicate4j.emulator.webhook;

import java.util.Locale;

/**
 * The events that Replicate reports by webhook.
 *
 * @since 0.1.0
 */
public enum WebhookEventType {

    /** The model has started. A prediction that completes before its model starts has no such event. */
    START,
    /** There is new output. */
    OUTPUT,
    /** There are new logs. */
    LOGS,
    /** The prediction or training has reached a terminal status. Only this event is retried if its delivery fails. */
    COMPLETED;

    /**
     * Return the name that the API uses.
     *
     * @return the name in lower case
     */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Return whether the event is reported at most once every 500 milliseconds per prediction.
     *
     * @return true for {@link #OUTPUT} and {@link #LOGS}
     */
    public boolean isThrottled() {
        return this == OUTPUT || this == LOGS;
    }
}
