/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of health checks.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.health")
public class ReplicateHealthProperties {

    /**
     * Timeout of one health check.
     */
    private Duration timeout = Duration.ofSeconds(5);

    /**
     * Time for which the result of a health check is cached. A result other than UP is cached for at most 5 seconds.
     */
    private Duration timeToLive = Duration.ofSeconds(30);

    public Duration getTimeout() {
        return this.timeout;
    }

    public void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    public Duration getTimeToLive() {
        return this.timeToLive;
    }

    public void setTimeToLive(Duration timeToLive) {
        this.timeToLive = timeToLive;
    }
}
