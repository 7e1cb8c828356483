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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.event.WebhookEvent;
import io.micrometer.observation.Observation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a webhook that came, be it Replicate's or not.
 */
public final class WebhookObservationContext extends Observation.Context {

    private volatile String outcome = "unknown";

    private volatile @Nullable String reason;

    private volatile @Nullable WebhookEvent event;

    private volatile @Nullable Duration lag;

    /**
     * Returns what came of it.
     *
     * @return {@code processed}, {@code duplicate}, {@code in_progress}, {@code late}, {@code failed}, {@code refused} or
     *     {@code unavailable}; {@code unknown} as long as it goes on
     */
    public String getOutcome() {
        return this.outcome;
    }

    void setOutcome(String outcome) {
        this.outcome = outcome;
    }

    /**
     * Returns why it was refused.
     *
     * @return one of few words, or {@code null} if it was not
     */
    public @Nullable String getReason() {
        return this.reason;
    }

    void setReason(String reason) {
        this.reason = reason;
    }

    /**
     * Returns what it says.
     *
     * @return the event, or {@code null} if it was not verified
     */
    public @Nullable WebhookEvent getEvent() {
        return this.event;
    }

    void setEvent(WebhookEvent event) {
        this.event = event;
    }

    /**
     * Returns how long after the end of a prediction or training it came.
     *
     * @return by the clocks of Replicate and of this machine; {@code null} if it does not tell of an end, or not when
     */
    public @Nullable Duration getLag() {
        return this.lag;
    }

    void setLag(Duration lag) {
        this.lag = lag;
    }
}
