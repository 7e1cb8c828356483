/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.settings.FileEncoding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.DeprecatedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * {@link ConfigurationProperties Properties} of the Replicate clients. Properties that are not set leave the defaults of the client
 * unchanged.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate")
public class ReplicateProperties {

    /**
     * Whether to enable the Replicate clients.
     */
    private boolean enabled = true;

    /**
     * Backend to use.
     */
    private ReplicateMode mode = ReplicateMode.AUTO;

    /**
     * API token. It is sent to the base URL only.
     */
    private @Nullable String bearerToken;

    /**
     * API token. The environment variable REPLICATE_API_TOKEN sets this property.
     */
    private @Nullable String apiToken;

    /**
     * Base URL of the API, including the version. Plain HTTP is supported for the local machine only.
     */
    private @Nullable String baseUrl;

    /**
     * Timeout of a single attempt of a request. Requests that wait for a prediction get more time.
     */
    private @Nullable Duration timeout;

    /**
     * Time to wait for requests in flight during shutdown, in addition to the time for which Replicate may hold the create
     * requests of runs.
     */
    private @Nullable Duration closeTimeout;

    /**
     * Maximum size of a JSON response, after decompression.
     */
    private @Nullable DataSize maxInMemorySize;

    /**
     * Whether to reject responses that do not match the description of the API.
     */
    private @Nullable Boolean strictResponseValidation;

    /**
     * Headers to add to every request to the API.
     */
    private final Map<String, String> defaultHeaders = new LinkedHashMap<>();

    private final Emulator emulator = new Emulator();

    private final Http http = new Http();

    private final Retry retry = new Retry();

    private final Run run = new Run();

    private final Stream stream = new Stream();

    private final Files files = new Files();

    public boolean isEnabled() {
        return this.enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public ReplicateMode getMode() {
        return this.mode;
    }

    public void setMode(ReplicateMode mode) {
        this.mode = mode;
    }

    public @Nullable String getBearerToken() {
        return this.bearerToken;
    }

    public void setBearerToken(@Nullable String bearerToken) {
        this.bearerToken = bearerToken;
    }

    @Deprecated
    @DeprecatedConfigurationProperty(replacement = "replicate.bearer-token", since = "0.1.0")
    public @Nullable String getApiToken() {
        return this.apiToken;
    }

    @Deprecated
    public void setApiToken(@Nullable String apiToken) {
        this.apiToken = apiToken;
    }

    public @Nullable String getBaseUrl() {
        return this.baseUrl;
    }

    public void setBaseUrl(@Nullable String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    public @Nullable Duration getCloseTimeout() {
        return this.closeTimeout;
    }

    public void setCloseTimeout(@Nullable Duration closeTimeout) {
        this.closeTimeout = closeTimeout;
    }

    public @Nullable DataSize getMaxInMemorySize() {
        return this.maxInMemorySize;
    }

    public void setMaxInMemorySize(@Nullable DataSize maxInMemorySize) {
        this.maxInMemorySize = maxInMemorySize;
    }

    public @Nullable Boolean getStrictResponseValidation() {
        return this.strictResponseValidation;
    }

    public void setStrictResponseValidation(@Nullable Boolean strictResponseValidation) {
        this.strictResponseValidation = strictResponseValidation;
    }

    public Map<String, String> getDefaultHeaders() {
        return this.defaultHeaders;
    }

    public Emulator getEmulator() {
        return this.emulator;
    }

    public Http getHttp() {
        return this.http;
    }

    public Retry getRetry() {
        return this.retry;
    }

    public Run getRun() {
        return this.run;
    }

    public Stream getStream() {
        return this.stream;
    }

    public Files getFiles() {
        return this.files;
    }

    /**
     * Emulator that runs elsewhere.
     *
     * @since 0.1.0
     */
    public static class Emulator {

        /**
         * Base URL of an emulator to use instead of Replicate, including the version. It may use plain HTTP on any host. The
         * API token is not sent to it.
         */
        private @Nullable String baseUrl;

        /**
         * Whether the emulator that the starter starts uses HTTPS. The clients trust its certificate.
         */
        private boolean https;

        public @Nullable String getBaseUrl() {
            return this.baseUrl;
        }

        public void setBaseUrl(@Nullable String baseUrl) {
            this.baseUrl = baseUrl;
        }

        public boolean isHttps() {
            return this.https;
        }

        public void setHttps(boolean https) {
            this.https = https;
        }
    }

    /**
     * HTTP connections to Replicate.
     *
     * @since 0.1.0
     */
    public static class Http {

        /**
         * Connect timeout, including TLS.
         */
        private @Nullable Duration connectTimeout;

        /**
         * Maximum number of connections to one host, for reads and for writes separately. A run occupies one while its
         * create request waits. Reactor Netty only.
         */
        private @Nullable Integer maxConnections;

        private final Ssl ssl = new Ssl();

        public @Nullable Duration getConnectTimeout() {
            return this.connectTimeout;
        }

        public void setConnectTimeout(@Nullable Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
        }

        public @Nullable Integer getMaxConnections() {
            return this.maxConnections;
        }

        public void setMaxConnections(@Nullable Integer maxConnections) {
            this.maxConnections = maxConnections;
        }

        public Ssl getSsl() {
            return this.ssl;
        }
    }

    /**
     * SSL configuration of the connections.
     *
     * @since 0.1.0
     */
    public static class Ssl {

        /**
         * Name of the SSL bundle to use.
         */
        private @Nullable String bundle;

        public @Nullable String getBundle() {
            return this.bundle;
        }

        public void setBundle(@Nullable String bundle) {
            this.bundle = bundle;
        }
    }

    /**
     * Retries of failed requests. A create request is not retried once it may have reached Replicate.
     *
     * @since 0.1.0
     */
    public static class Retry {

        /**
         * Maximum number of retries of a request. 0 disables retries.
         */
        private @Nullable Integer maxRetries;

        /**
         * Delay before the first retry. It doubles with each further retry.
         */
        private @Nullable Duration initialDelay;

        /**
         * Maximum delay between retries, unless the response requests another delay.
         */
        private @Nullable Duration maxDelay;

        /**
         * Maximum delay that a response may request. If it requests more, the call fails immediately, and polls pause for
         * this time.
         */
        private @Nullable Duration maxServerDelay;

        public @Nullable Integer getMaxRetries() {
            return this.maxRetries;
        }

        public void setMaxRetries(@Nullable Integer maxRetries) {
            this.maxRetries = maxRetries;
        }

        public @Nullable Duration getInitialDelay() {
            return this.initialDelay;
        }

        public void setInitialDelay(@Nullable Duration initialDelay) {
            this.initialDelay = initialDelay;
        }

        public @Nullable Duration getMaxDelay() {
            return this.maxDelay;
        }

        public void setMaxDelay(@Nullable Duration maxDelay) {
            this.maxDelay = maxDelay;
        }

        public @Nullable Duration getMaxServerDelay() {
            return this.maxServerDelay;
        }

        public void setMaxServerDelay(@Nullable Duration maxServerDelay) {
            this.maxServerDelay = maxServerDelay;
        }
    }

    /**
     * Runs of models.
     *
     * @since 0.1.0
     */
    public static class Run {

        /**
         * Initial interval between polls for the status of a prediction. The interval grows up to tenfold.
         */
        private @Nullable Duration pollInterval;

        /**
         * Maximum number of polls per minute of one client with one API token. When it is reached, polls are delayed, and
         * waiting calls are notified of completion later.
         */
        private @Nullable Integer maxPollsPerMinute;

        /**
         * Time for which the create request of a run waits for completion at Replicate, in whole seconds from 1 to 60. After
         * that, the run polls.
         */
        private @Nullable Duration preferWait;

        /**
         * Overall timeout of a run, or of waiting for a prediction.
         */
        private @Nullable Duration timeout;

        /**
         * Whether to cancel a prediction at Replicate when its call ends early: by timeout, interruption, cancellation or
         * shutdown.
         */
        private @Nullable Boolean cancelOnAbandon;

        public @Nullable Duration getPollInterval() {
            return this.pollInterval;
        }

        public void setPollInterval(@Nullable Duration pollInterval) {
            this.pollInterval = pollInterval;
        }

        public @Nullable Integer getMaxPollsPerMinute() {
            return this.maxPollsPerMinute;
        }

        public void setMaxPollsPerMinute(@Nullable Integer maxPollsPerMinute) {
            this.maxPollsPerMinute = maxPollsPerMinute;
        }

        public @Nullable Duration getPreferWait() {
            return this.preferWait;
        }

        public void setPreferWait(@Nullable Duration preferWait) {
            this.preferWait = preferWait;
        }

        public @Nullable Duration getTimeout() {
            return this.timeout;
        }

        public void setTimeout(@Nullable Duration timeout) {
            this.timeout = timeout;
        }

        public @Nullable Boolean getCancelOnAbandon() {
            return this.cancelOnAbandon;
        }

        public void setCancelOnAbandon(@Nullable Boolean cancelOnAbandon) {
            this.cancelOnAbandon = cancelOnAbandon;
        }
    }

    /**
     * Streams of the output of predictions.
     *
     * @since 0.1.0
     */
    public static class Stream {

        /**
         * Idle timeout of a stream, after which the client reconnects.
         */
        private @Nullable Duration idleTimeout;

        public @Nullable Duration getIdleTimeout() {
            return this.idleTimeout;
        }

        public void setIdleTimeout(@Nullable Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
        }
    }

    /**
     * Input and output files of models.
     *
     * @since 0.1.0
     */
    public static class Files {

        /**
         * Encoding of files in model inputs.
         */
        private @Nullable FileEncoding encoding;

        /**
         * Maximum size of an input file that is sent as a data URL with the encoding "auto". Larger files are uploaded.
         */
        private @Nullable DataSize inlineLimit;

        /**
         * Timeout of a single upload.
         */
        private @Nullable Duration uploadTimeout;

        /**
         * Overall timeout of a single download, including retries.
         */
        private @Nullable Duration downloadTimeout;

        /**
         * Maximum size of a downloaded file.
         */
        private @Nullable DataSize maxDownloadSize;

        public @Nullable FileEncoding getEncoding() {
            return this.encoding;
        }

        public void setEncoding(@Nullable FileEncoding encoding) {
            this.encoding = encoding;
        }

        public @Nullable DataSize getInlineLimit() {
            return this.inlineLimit;
        }

        public void setInlineLimit(@Nullable DataSize inlineLimit) {
            this.inlineLimit = inlineLimit;
        }

        public @Nullable Duration getUploadTimeout() {
            return this.uploadTimeout;
        }

        public void setUploadTimeout(@Nullable Duration uploadTimeout) {
            this.uploadTimeout = uploadTimeout;
        }

        public @Nullable Duration getDownloadTimeout() {
            return this.downloadTimeout;
        }

        public void setDownloadTimeout(@Nullable Duration downloadTimeout) {
            this.downloadTimeout = downloadTimeout;
        }

        public @Nullable DataSize getMaxDownloadSize() {
            return this.maxDownloadSize;
        }

        public void setMaxDownloadSize(@Nullable DataSize maxDownloadSize) {
            this.maxDownloadSize = maxDownloadSize;
        }
    }
}
