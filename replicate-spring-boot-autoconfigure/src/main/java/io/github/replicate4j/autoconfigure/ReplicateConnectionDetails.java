/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to connect to Replicate. A bean of this type replaces the connection properties.
 *
 * @since 0.1.0
 */
public interface ReplicateConnectionDetails extends ConnectionDetails {

    /**
     * Return the base URL of the API.
     *
     * @return absolute URL including the version, such as {@code https://api.replicate.com/v1}
     */
    URI getBaseUrl();

    /**
     * Return the current API token. This method is called for each request, so that the token can change. It must not block.
     *
     * @return the token, or {@code null} if there is none
     */
    @Nullable
    String getBearerToken();

    /**
     * Return the SSL bundle for the connection. It takes precedence over {@code replicate.http.ssl.bundle}.
     *
     * @return the bundle, or {@code null} (the default) for the configured one
     */
    default @Nullable SslBundle getSslBundle() {
        return null;
    }

    /**
     * Return whether this is a connection to the emulator.
     *
     * @return {@code false} by default
     */
    default boolean isEmulator() {
        return false;
    }
}
