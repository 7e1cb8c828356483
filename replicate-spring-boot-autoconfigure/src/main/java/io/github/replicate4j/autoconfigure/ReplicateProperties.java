/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
 * Properties of the Replicate clients. What is not set is left to the client, which has the defaults.
 */
@ConfigurationProperties("replicate")
public class ReplicateProperties {

    /**
     * Whether to make the clients.
     */
    private boolean enabled = true;

    /**
     * What the clients talk to.
     */
    private ReplicateMode mode = ReplicateMode.AUTO;

    /**
     * API token. It is sent to the base URL and nowhere else.
     */
    private @Nullable String bearerToken;

    /**
     * API token, under the name that the environment variable REPLICATE_API_TOKEN gives it.
     */
    private @Nullable String apiToken;

    /**
     * Where the API is, with its version. Plain http is allowed for this machine only.
     */
    private @Nullable String baseUrl;

    /**
     * How long one attempt at a request may take. A request that waits for a prediction is always given longer.
     */
    private @Nullable Duration timeout;

    /**
     * How long after an answer a prediction is asked for again. The interval widens up to ten times of it.
     */
    private @Nullable Duration pollInterval;

    /**
     * How often Replicate may be asked in any minute about all that one client waits for. Beyond that, waits learn of their
     * end later.
     */
    private @Nullable Integer maxPollsPerMinute;

    /**
     * Largest JSON answer that is read, after decompression.
     */
    private @Nullable DataSize maxInMemorySize;

    /**
     * Whether an answer that is not as the API describes it is an error.
     */
    private @Nullable Boolean strictResponseValidation;

    /**
     * Headers of every request to the API.
     */
    private final Map<String, String> defaultHeaders = new LinkedHashMap<>();

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
     * Connections to Replicate.
     */
    public static class Http {

        /**
         * How long a connection may take to come about.
         */
        private @Nullable Duration connectTimeout;

        /**
         * How many connections there may be at once to one host; as many for reads as for creates and changes. A run
         * holds one for as long as its create waits. With Reactor Netty only.
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
     * SSL of the connections.
     */
    public static class Ssl {

        /**
         * SSL bundle to use.
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
     * Retries of failed requests. A create is never sent again once it may have arrived.
     */
    public static class Retry {

        /**
         * How often a failed request may be sent again. 0 switches retries off.
         */
        private @Nullable Integer maxRetries;

        /**
         * Delay before the first retry. Each further one is twice as long.
         */
        private @Nullable Duration initialDelay;

        /**
         * Longest delay between retries, where Replicate does not ask for another.
         */
        private @Nullable Duration maxDelay;

        /**
         * Longest delay that Replicate may ask for. When it asks for more, the call fails at once.
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
     * Running a model in one call.
     */
    public static class Run {

        /**
         * How long the create of a run itself waits for the end, in whole seconds from 1 to 60. What is left is polled.
         */
        private @Nullable Duration wait;

        /**
         * How long a run, or the wait for a prediction, may take in all.
         */
        private @Nullable Duration timeout;

        /**
         * Whether a prediction is cancelled at Replicate when the run that created it ends early.
         */
        private @Nullable Boolean cancelOnAbandon;

        public @Nullable Duration getWait() {
            return this.wait;
        }

        public void setWait(@Nullable Duration wait) {
            this.wait = wait;
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
     * Streams of what a prediction puts out.
     */
    public static class Stream {

        /**
         * How long a stream may say nothing before it is opened anew.
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
     * Files that models are given, and files that they make.
     */
    public static class Files {

        /**
         * What files among the inputs of models become.
         */
        private @Nullable FileEncoding encoding;

        /**
         * Largest file among the inputs of models that becomes a data URL when its size decides.
         */
        private @Nullable DataSize inlineLimit;

        /**
         * How long one upload may take.
         */
        private @Nullable Duration uploadTimeout;

        /**
         * Largest file that is read.
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

        public @Nullable DataSize getMaxDownloadSize() {
            return this.maxDownloadSize;
        }

        public void setMaxDownloadSize(@Nullable DataSize maxDownloadSize) {
            this.maxDownloadSize = maxDownloadSize;
        }
    }
}
