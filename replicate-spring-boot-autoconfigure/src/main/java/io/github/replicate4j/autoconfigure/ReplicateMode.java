/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import java.util.Locale;

/**
 * Server that the clients connect to.
 *
 * @since 0.1.0
 */
public enum ReplicateMode {

    /**
     * Replicate if a token or a base URL is set, otherwise the emulator if it is on the class path. An emulator bean of the
     * application always takes precedence.
     */
    AUTO,

    /** Replicate, or the API at the configured base URL. */
    API,

    /** The emulator, even if a token is set. The token is not sent. */
    EMULATOR;

    /**
     * Return the server that a client connects to.
     *
     * @param client the client
     * @param connection the connection of the application
     * @return {@link #EMULATOR} if the client uses a connection to an emulator, otherwise {@link #API}
     */
    public static ReplicateMode of(AsyncReplicate client, ReplicateConnectionDetails connection) {
        boolean emulator = connection.isEmulator() && connection.getBaseUrl().equals(client.baseUrl());
        return emulator ? EMULATOR : API;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
