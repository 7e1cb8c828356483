/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.internal.support.Arguments;
import java.util.function.Consumer;

/**
 * Settings of the storage of outputs: {@code replicate.inbox.outputs.*}.
 *
 * @param threads number of threads of this instance that download and store outputs
 * @param maxFileSize maximum size of a file in bytes. If a file is larger, its completion is parked
 * @param maxFiles maximum number of files of one output. If there are more, the completion is parked
 * @since 0.1.0
 */
public record OutputSettings(int threads, long maxFileSize, int maxFiles) {

    private static final int MAX_THREADS = 1_000;

    /** The defaults: 4 threads, 1 GiB for each file, and 1,000 files. */
    public static final OutputSettings DEFAULT = new OutputSettings(4, 1024L * 1024 * 1024, 1_000);

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public OutputSettings {
        Arguments.between("outputs threads", threads, 1, MAX_THREADS);
        Arguments.size("outputs maxFileSize", maxFileSize);
        Arguments.positive("outputs maxFiles", maxFiles);
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public OutputSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return new OutputSettings(builder.threads, builder.maxFileSize, builder.maxFiles);
    }

    /**
     * Builder of {@link OutputSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private int threads;

        private long maxFileSize;

        private int maxFiles;

        private Builder(OutputSettings settings) {
            this.threads = settings.threads;
            this.maxFileSize = settings.maxFileSize;
            this.maxFiles = settings.maxFiles;
        }

        /**
         * Set the number of threads that download and store outputs.
         *
         * @param threads from 1 to 1,000
         * @return this builder
         */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /**
         * Set the maximum size of a file. The limit of downloads of the client applies as well.
         *
         * @param maxFileSize bytes, at least one
         * @return this builder
         */
        public Builder maxFileSize(long maxFileSize) {
            this.maxFileSize = maxFileSize;
            return this;
        }

        /**
         * Set the maximum number of files of one output.
         *
         * @param maxFiles at least one
         * @return this builder
         */
        public Builder maxFiles(int maxFiles) {
            this.maxFiles = maxFiles;
            return this;
        }
    }
}
