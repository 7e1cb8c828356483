/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of durable creates.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.submit")
public class ReplicateSubmitProperties {

    /**
     * Whether this instance sends durable creates.
     */
    private boolean enabled = true;

    /**
     * Maximum number of predictions of durable creates that are running, for all instances. 0 means no limit.
     */
    private int maxInFlight = 0;

    /**
     * Maximum number of durable creates that this instance sends concurrently.
     */
    private int workers = 4;

    /**
     * Time between two queries for durable creates of other instances.
     */
    private Duration pollInterval = Duration.ofSeconds(1);

    public boolean isEnabled() {
        return this.enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public int getMaxInFlight() {
        return this.maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getWorkers() {
        return this.workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public Duration getPollInterval() {
        return this.pollInterval;
    }

    public void setPollInterval(Duration pollInterval) {
        this.pollInterval = pollInterval;
    }
}
