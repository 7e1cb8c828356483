/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.settings.RetrySettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of all requests of a client.
 *
 * @param baseUrl base URL of the API
 * @param token source of the API token
 * @param timeout maximum duration of one attempt, longer than zero
 * @param retries number and delays of retries
 * @param maxInMemorySize maximum size of a JSON response, in bytes after decompression, at least 1
 * @param downloadTimeout overall timeout of one download, including retries
 * @param maxDownloadSize maximum size of a downloaded file, in bytes, at least 1
 * @param strictResponseValidation whether a response must match the API description
 * @param defaultHeaders headers of all requests to the API
 */
public record TransportSettings(
        BaseUrl baseUrl,
        TokenSource token,
        Duration timeout,
        RetrySettings retries,
        int maxInMemorySize,
        Duration downloadTimeout,
        long maxDownloadSize,
        boolean strictResponseValidation,
        Map<String, String> defaultHeaders) {

    /** Default timeout of one attempt: 60 s. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Default connect timeout: 5 s. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Default maximum number of connections of each pool to one host: 500. */
    public static final int DEFAULT_MAX_CONNECTIONS = 500;

    /** Default maximum size of a JSON response: 16 MB. */
    public static final int DEFAULT_MAX_IN_MEMORY_SIZE = 16 * 1024 * 1024;

    /** The {@code User-Agent} of all requests. */
    public static final String USER_AGENT = "replicate4j/" + version();

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range or a header must not be set
     */
    public TransportSettings {
        timeout = Arguments.positive("timeout", timeout);
        Arguments.size("maxInMemorySize", maxInMemorySize);
        Arguments.size("maxDownloadSize", maxDownloadSize);
        defaultHeaders.forEach(Arguments::header);
        defaultHeaders = Map.copyOf(defaultHeaders);
    }

    /**
     * Return a valid connect timeout.
     *
     * @return the timeout, but at most about 24 days, because HTTP engines keep it as an {@code int} of milliseconds
     * @throws IllegalArgumentException if it is less than a millisecond, which engines would take for no timeout
     */
    public static Duration connectTimeout(Duration connectTimeout) {
        Duration max = Duration.ofMillis(Integer.MAX_VALUE);
        return Arguments.atLeast("connectTimeout", connectTimeout, Duration.ofMillis(1))
                                .compareTo(max)
                        < 0
                ? connectTimeout
                : max;
    }

    /**
     * Return settings with the options of a call.
     *
     * @param timeout timeout of one attempt, or {@code null} for that of the client
     * @param maxRetries maximum number of retries, or {@code null} for that of the client
     */
    public TransportSettings with(@Nullable Duration timeout, @Nullable Integer maxRetries) {
        if (timeout == null && maxRetries == null) {
            return this;
        }
        return new TransportSettings(
                this.baseUrl,
                this.token,
                timeout == null ? this.timeout : timeout,
                maxRetries == null ? this.retries : this.retries.with(retry -> retry.maxRetries(maxRetries)),
                this.maxInMemorySize,
                this.downloadTimeout,
                this.maxDownloadSize,
                this.strictResponseValidation,
                this.defaultHeaders);
    }

    /** A resource rather than the manifest, which is lost if an application repackages the classes. */
    private static String version() {
        try (InputStream resource = TransportSettings.class.getResourceAsStream("version.txt")) {
            return resource == null ? "dev" : new String(resource.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException ex) {
            return "dev";
        }
    }

    /** Return a description with the names of headers only, because values may be secret. */
    @Override
    public String toString() {
        return "TransportSettings[baseUrl=" + this.baseUrl + ", timeout=" + this.timeout + ", retries=" + this.retries
                + ", maxInMemorySize=" + this.maxInMemorySize + ", maxDownloadSize=" + this.maxDownloadSize
                + ", defaultHeaders=" + this.defaultHeaders.keySet() + "]";
    }
}
