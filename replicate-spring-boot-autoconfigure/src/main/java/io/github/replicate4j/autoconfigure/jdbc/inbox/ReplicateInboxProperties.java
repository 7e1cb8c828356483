/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

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

    private final Outputs outputs = new Outputs();

    public Outputs getOutputs() {
        return this.outputs;
    }

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
     * Storage of output files.
     *
     * @since 0.1.0
     */
    public static class Outputs {

        /**
         * Folder in which the files of outputs are stored before listeners are called. All instances need the same one. Not used
         * if the application has an OutputStore bean.
         */
        private @Nullable String folder;

        /**
         * Number of threads of this instance that download and store the files of outputs.
         */
        private int threads = 4;

        /**
         * Maximum size of a file of an output. A completion with a larger one is parked.
         */
        private DataSize maxFileSize = DataSize.ofGigabytes(1);

        /**
         * Maximum number of files of an output. A completion with more is parked.
         */
        private int maxFiles = 1000;

        public @Nullable String getFolder() {
            return this.folder;
        }

        public void setFolder(@Nullable String folder) {
            this.folder = folder;
        }

        public int getThreads() {
            return this.threads;
        }

        public void setThreads(int threads) {
            this.threads = threads;
        }

        public DataSize getMaxFileSize() {
            return this.maxFileSize;
        }

        public void setMaxFileSize(DataSize maxFileSize) {
            this.maxFileSize = maxFileSize;
        }

        public int getMaxFiles() {
            return this.maxFiles;
        }

        public void setMaxFiles(int maxFiles) {
            this.maxFiles = maxFiles;
        }
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
