/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of limits on creates. They apply to each client and API token. Limits that are not set do
 * not apply.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.limits")
public class ReplicateLimitProperties {

    /**
     * Maximum number of predictions and trainings that have not completed.
     */
    private @Nullable Integer maxInFlight;

    /**
     * Maximum number of creates of predictions and trainings within any minute.
     */
    private @Nullable Integer createsPerMinute;

    /**
     * Maximum cost within any hour, in the currency of the prices.
     */
    private @Nullable BigDecimal costPerHour;

    /**
     * Maximum cost within any 24 hours, in the currency of the prices.
     */
    private @Nullable BigDecimal costPerDay;

    /**
     * Time for which a create that exceeds a limit waits before it fails.
     */
    private @Nullable Duration maxWait;

    /**
     * Time after which a prediction or training whose completion is not seen no longer counts as in flight.
     */
    private @Nullable Duration releaseAfter;

    /**
     * Whether instances with one database count together. Requires the starter for JDBC.
     */
    private boolean shared = true;

    public @Nullable Integer getMaxInFlight() {
        return this.maxInFlight;
    }

    public void setMaxInFlight(@Nullable Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public @Nullable Integer getCreatesPerMinute() {
        return this.createsPerMinute;
    }

    public void setCreatesPerMinute(@Nullable Integer createsPerMinute) {
        this.createsPerMinute = createsPerMinute;
    }

    public @Nullable BigDecimal getCostPerHour() {
        return this.costPerHour;
    }

    public void setCostPerHour(@Nullable BigDecimal costPerHour) {
        this.costPerHour = costPerHour;
    }

    public @Nullable BigDecimal getCostPerDay() {
        return this.costPerDay;
    }

    public void setCostPerDay(@Nullable BigDecimal costPerDay) {
        this.costPerDay = costPerDay;
    }

    public @Nullable Duration getMaxWait() {
        return this.maxWait;
    }

    public void setMaxWait(@Nullable Duration maxWait) {
        this.maxWait = maxWait;
    }

    public @Nullable Duration getReleaseAfter() {
        return this.releaseAfter;
    }

    public void setReleaseAfter(@Nullable Duration releaseAfter) {
        this.releaseAfter = releaseAfter;
    }

    public boolean isShared() {
        return this.shared;
    }

    public void setShared(boolean shared) {
        this.shared = shared;
    }
}
