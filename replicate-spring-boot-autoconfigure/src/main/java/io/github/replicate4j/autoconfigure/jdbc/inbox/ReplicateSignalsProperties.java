/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of signals between the instances of an application.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.signals")
public class ReplicateSignalsProperties {

    /**
     * How waits are notified of completions that another instance has received.
     */
    private Transport transport = Transport.DATABASE;

    public Transport getTransport() {
        return this.transport;
    }

    public void setTransport(Transport transport) {
        this.transport = transport;
    }

    /**
     * Transport of signals.
     *
     * @since 0.1.0
     */
    public enum Transport {

        /** Waits poll Replicate. */
        NONE,

        /** While an instance waits, it queries the inbox once a second. */
        DATABASE,

        /** PostgreSQL notifies all instances, which also query the inbox every 5 seconds while they wait. */
        POSTGRES_NOTIFY
    }
}
