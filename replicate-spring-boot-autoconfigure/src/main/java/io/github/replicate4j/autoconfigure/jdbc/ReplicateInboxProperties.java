/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of the stored inbox.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.inbox")
public class ReplicateInboxProperties {

    /**
     * Where completions are stored until listeners have processed them.
     */
    private Type type = Type.JDBC;

    /**
     * Maximum number of threads of this instance that run listeners of completions. They leave at least one connection of the
     * pool to others.
     */
    private int workers = 4;

    /**
     * Maximum number of completions that this instance reserves with one statement.
     */
    private int batch = 20;

    /**
     * Time after which another instance processes a completion that this instance has reserved, if its listeners have
     * not started or this instance has stopped.
     */
    private Duration lease = Duration.ofSeconds(30);

    /**
     * Number of failed attempts after which a completion is parked.
     */
    private int maxAttempts = 20;

    /**
     * Time for which processed completions are remembered, to detect duplicates. At least twice the webhook tolerance
     * and one minute.
     */
    private Duration retention = Duration.ofHours(24);

    /**
     * Time between two queries of an idle instance for completions that another instance has stored.
     */
    private Duration pollInterval = Duration.ofSeconds(2);

    /**
     * Time for which a shutdown waits for running listeners before it interrupts them.
     */
    private Duration shutdownTimeout = Duration.ofSeconds(10);

    public Type getType() {
        return this.type;
    }

    public void setType(Type type) {
        this.type = type;
    }

    public int getWorkers() {
        return this.workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public int getBatch() {
        return this.batch;
    }

    public void setBatch(int batch) {
        this.batch = batch;
    }

    public Duration getLease() {
        return this.lease;
    }

    public void setLease(Duration lease) {
        this.lease = lease;
    }

    public int getMaxAttempts() {
        return this.maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public Duration getRetention() {
        return this.retention;
    }

    public void setRetention(Duration retention) {
        this.retention = retention;
    }

    public Duration getPollInterval() {
        return this.pollInterval;
    }

    public void setPollInterval(Duration pollInterval) {
        this.pollInterval = pollInterval;
    }

    public Duration getShutdownTimeout() {
        return this.shutdownTimeout;
    }

    public void setShutdownTimeout(Duration shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
    }

    /**
     * Storage of completions.
     *
     * @since 0.1.0
     */
    public enum Type {

        /** A table that all instances share. */
        JDBC,

        /** The memory of one instance. */
        MEMORY
    }
}
