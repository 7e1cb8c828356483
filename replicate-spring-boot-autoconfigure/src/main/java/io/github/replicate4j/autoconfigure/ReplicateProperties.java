/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.InputValidation;
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
     * Whether to create the clients.
     */
    private boolean enabled = true;

    /**
     * Server that the clients connect to.
     */
    private ReplicateMode mode = ReplicateMode.AUTO;

    /**
     * API token. It is sent only to the base URL.
     */
    private @Nullable String bearerToken;

    /**
     * API token, under the name that the environment variable REPLICATE_API_TOKEN maps to. Deprecated: use
     * replicate.bearer-token.
     */
    private @Nullable String apiToken;

    /**
     * Base URL of the API, including its version. Plain HTTP is allowed for the local machine only.
     */
    private @Nullable String baseUrl;

    /**
     * Timeout of one attempt at a request. A request that Replicate holds is always given more time.
     */
    private @Nullable Duration timeout;

    /**
     * Time for which closing a client waits for requests in flight, in addition to the time for which Replicate may
     * hold creates.
     */
    private @Nullable Duration closeTimeout;

    /**
     * Maximum size of a JSON response, after decompression.
     */
    private @Nullable DataSize maxInMemorySize;

    /**
     * Whether a response that does not match the API description is an error.
     */
    private @Nullable Boolean strictResponseValidation;

    /**
     * Validation of inputs against the schema of the model, before anything is created.
     */
    private @Nullable InputValidation validation;

    /**
     * Headers to add to each request to the API.
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

    public @Nullable InputValidation getValidation() {
        return this.validation;
    }

    public void setValidation(@Nullable InputValidation validation) {
        this.validation = validation;
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
         * Base URL of an emulator on another host, including the version. Plain HTTP is allowed. The API token is not
         * sent to it.
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
         * Timeout for establishing a connection.
         */
        private @Nullable Duration connectTimeout;

        /**
         * Maximum number of concurrent connections per host, separately for reads and for creates and changes. A run
         * holds a connection while its create is held. Applies to Reactor Netty only.
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
     * Retries of failed requests. A create is not retried once Replicate may have received it completely.
     *
     * @since 0.1.0
     */
    public static class Retry {

        /**
         * Maximum number of retries of a failed request. 0 disables retries.
         */
        private @Nullable Integer maxRetries;

        /**
         * Delay before the first retry. Each further delay is twice as long.
         */
        private @Nullable Duration initialDelay;

        /**
         * Maximum delay between retries, unless Replicate requests another delay.
         */
        private @Nullable Duration maxDelay;

        /**
         * Maximum delay that Replicate may request. If it requests more, the call fails immediately, and polls pause
         * for this time.
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
         * Delay between a response and the next poll of a prediction. The interval grows up to ten times this value.
         */
        private @Nullable Duration pollInterval;

        /**
         * Maximum number of polls per minute for all waits of one client with one API token. Beyond this limit, waits
         * detect completion later.
         */
        private @Nullable Integer maxPollsPerMinute;

        /**
         * Time for which Replicate holds the create of a run, in whole seconds from 1 to 60. After that, the client
         * polls.
         */
        private @Nullable Duration preferWait;

        /**
         * Deadline of a run, or of a wait for a prediction or training.
         */
        private @Nullable Duration timeout;

        /**
         * Whether to cancel a prediction or training at Replicate when the call that created it ends early: by timeout,
         * interruption, cancellation or shutdown.
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
         * Maximum time without events on a stream before the client requests the prediction and reconnects. Comments
         * (heartbeats) do not count as events.
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
         * Maximum size of an input file that is sent as a data URL, if the size decides. Larger files are uploaded.
         */
        private @Nullable DataSize inlineLimit;

        /**
         * Timeout of one upload.
         */
        private @Nullable Duration uploadTimeout;

        /**
         * Overall timeout of one download, including retries.
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
