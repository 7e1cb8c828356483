/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * URL at which Replicate or the emulator can reach the web server of this application if no public URL is configured.
 *
 * @since 0.1.0
 */
public interface LocalServerUrl {

    /**
     * Return the URL.
     *
     * @return URL without a path, or {@code null} if Replicate or the emulator cannot reach the server
     */
    @Nullable
    URI get();

    /**
     * Return the URL for a client with its own connection.
     *
     * @param connection connection of the client
     * @return URL without a path, or {@code null} if the server of the connection cannot reach this application
     */
    default @Nullable URI get(ReplicateConnectionDetails connection) {
        return get();
    }
}
