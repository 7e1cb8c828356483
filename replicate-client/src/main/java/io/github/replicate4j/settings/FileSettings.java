/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.settings;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of files in inputs and outputs: {@code replicate.files.*}.
 *
 * @param encoding how to send files in inputs
 * @param inlineLimit maximum size of a file that is sent as a data URL if the size decides, in bytes
 * @param uploadTimeout timeout of one upload
 * @param downloadTimeout overall timeout of one download, including retries
 * @param maxDownloadSize maximum size of a file that is downloaded, in bytes
 * @since 0.1.0
 */
public record FileSettings(
        FileEncoding encoding,
        long inlineLimit,
        Duration uploadTimeout,
        Duration downloadTimeout,
        long maxDownloadSize) {

    /**
     * Maximum total size of the files that one input sends as data URLs: 10,000,000 bytes. Further files are uploaded
     * if the size decides, and rejected otherwise.
     */
    public static final long MAX_INLINE_TOTAL = 10_000_000;

    /**
     * The defaults: data URLs up to 256 KiB, as Replicate recommends; 10 minutes per upload; 1 hour and 1 GiB per download.
     */
    public static final FileSettings DEFAULT = new FileSettings(
            FileEncoding.AUTO, 256 * 1024, Duration.ofMinutes(10), Duration.ofHours(1), 1024L * 1024 * 1024);

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public FileSettings {
        Arguments.notNull("files encoding", encoding);
        Arguments.size("files inlineLimit", inlineLimit);
        uploadTimeout = Arguments.positive("files uploadTimeout", uploadTimeout);
        downloadTimeout = Arguments.positive("files downloadTimeout", downloadTimeout);
        Arguments.size("files maxDownloadSize", maxDownloadSize);
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public FileSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link FileSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private FileEncoding encoding;

        private long inlineLimit;

        private Duration uploadTimeout;

        private Duration downloadTimeout;

        private long maxDownloadSize;

        private Builder(FileSettings settings) {
            this.encoding = settings.encoding;
            this.inlineLimit = settings.inlineLimit;
            this.uploadTimeout = settings.uploadTimeout;
            this.downloadTimeout = settings.downloadTimeout;
            this.maxDownloadSize = settings.maxDownloadSize;
        }

        /**
         * Set the encoding of files in inputs.
         *
         * @param encoding data URLs, uploads, or a choice by size
         * @return this builder
         */
        public Builder encoding(FileEncoding encoding) {
            this.encoding = encoding;
            return this;
        }

        /**
         * Set the maximum size of a file that is sent as a data URL if the size decides.
         *
         * @param inlineLimit bytes, at least one
         * @return this builder
         */
        public Builder inlineLimit(long inlineLimit) {
            this.inlineLimit = inlineLimit;
            return this;
        }

        /**
         * Set the timeout of one upload.
         *
         * @param uploadTimeout longer than zero
         * @return this builder
         */
        public Builder uploadTimeout(Duration uploadTimeout) {
            this.uploadTimeout = uploadTimeout;
            return this;
        }

        /**
         * Set the overall timeout of one download, including retries. The time for which the subscriber of a streamed
         * download requests no more bytes does not count.
         *
         * @param downloadTimeout longer than zero
         * @return this builder
         */
        public Builder downloadTimeout(Duration downloadTimeout) {
            this.downloadTimeout = downloadTimeout;
            return this;
        }

        /**
         * Set the maximum size of a file that is downloaded.
         *
         * @param maxDownloadSize bytes, at least one
         * @return this builder
         */
        public Builder maxDownloadSize(long maxDownloadSize) {
            this.maxDownloadSize = maxDownloadSize;
            return this;
        }

        private FileSettings build() {
            return new FileSettings(
                    this.encoding, this.inlineLimit, this.uploadTimeout, this.downloadTimeout, this.maxDownloadSize);
        }
    }
}
