/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.observation;

import io.github.replicate4j.event.WebhookEvent;
import io.micrometer.observation.Observation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Context that holds information for the observation of one delivery, verified or not.
 *
 * @since 0.1.0
 */
public final class WebhookObservationContext extends Observation.Context {

    private volatile String outcome = "unknown";

    private volatile @Nullable String reason;

    private volatile @Nullable WebhookEvent event;

    private volatile @Nullable Duration lag;

    /**
     * Return the outcome of the delivery.
     *
     * @return {@code processed}, {@code stored}, {@code duplicate}, {@code in_progress}, {@code late}, {@code failed},
     *     {@code rejected} or {@code inbox_failed}; {@code unknown} until the delivery has been processed
     */
    public String getOutcome() {
        return this.outcome;
    }

    /**
     * Set the outcome of the delivery.
     *
     * @param outcome the outcome
     */
    public void setOutcome(String outcome) {
        this.outcome = outcome;
    }

    /**
     * Return the reason why the delivery was rejected.
     *
     * @return one of a fixed number of reasons, or {@code null} if the delivery was not rejected
     */
    public @Nullable String getReason() {
        return this.reason;
    }

    /**
     * Set the reason why the delivery was rejected.
     *
     * @param reason the reason, or {@code null}
     */
    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    /**
     * Return the event that was delivered.
     *
     * @return the event, or {@code null} if the delivery was not verified
     */
    public @Nullable WebhookEvent getEvent() {
        return this.event;
    }

    /**
     * Set the event that was delivered.
     *
     * @param event the event, or {@code null}
     */
    public void setEvent(@Nullable WebhookEvent event) {
        this.event = event;
    }

    /**
     * Return the time from the completion of the prediction or training, according to the clock of
     * Replicate, to its delivery, according to the clock of this machine.
     *
     * @return the lag, or {@code null} if the event is not a completion or does not state its time
     */
    public @Nullable Duration getLag() {
        return this.lag;
    }

    /**
     * Set the time from the completion to its delivery.
     *
     * @param lag the lag, or {@code null}
     */
    public void setLag(@Nullable Duration lag) {
        this.lag = lag;
    }
}
