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

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.settings.RetrySettings;
import java.time.Duration;
import java.util.Map;

/**
 * What a client is set to for all of its requests.
 *
 * @param baseUrl where the API is
 * @param token where the token comes from
 * @param timeout how long one attempt may take
 * @param retries how failed requests are sent again
 * @param maxInMemorySize the largest JSON answer that is read, in bytes after decompression
 * @param maxDownloadSize the largest file that is read, in bytes
 * @param strictResponseValidation whether an answer must be all that the API describes
 * @param defaultHeaders headers of every request to the API
 */
public record TransportSettings(
        BaseUrl baseUrl,
        TokenSource token,
        Duration timeout,
        RetrySettings retries,
        int maxInMemorySize,
        long maxDownloadSize,
        boolean strictResponseValidation,
        Map<String, String> defaultHeaders) {

    /** One minute for one attempt. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Five seconds for a connection to come about. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** 500 connections at once to one host. */
    public static final int DEFAULT_MAX_CONNECTIONS = 500;

    /** 16 MB of JSON. */
    public static final int DEFAULT_MAX_IN_MEMORY_SIZE = 16 * 1024 * 1024;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a figure is out of range
     */
    public TransportSettings {
        Arguments.positive("timeout", timeout);
        Arguments.size("maxInMemorySize", maxInMemorySize);
        Arguments.size("maxDownloadSize", maxDownloadSize);
        defaultHeaders.forEach(Arguments::header);
        defaultHeaders = Map.copyOf(defaultHeaders);
    }

    /** Names of headers only: values may be secrets. */
    @Override
    public String toString() {
        return "TransportSettings[baseUrl=" + this.baseUrl + ", timeout=" + this.timeout + ", retries=" + this.retries
                + ", maxInMemorySize=" + this.maxInMemorySize + ", maxDownloadSize=" + this.maxDownloadSize
                + ", defaultHeaders=" + this.defaultHeaders.keySet() + "]";
    }
}
