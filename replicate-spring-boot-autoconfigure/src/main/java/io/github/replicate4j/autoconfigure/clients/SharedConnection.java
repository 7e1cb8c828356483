/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * Connection of the default client to an emulator, such as in a test, which other clients use without closing it.
 *
 * @param connection the connection
 */
record SharedConnection(ReplicateConnectionDetails connection) implements ReplicateConnectionDetails {

    @Override
    public URI getBaseUrl() {
        return this.connection.getBaseUrl();
    }

    @Override
    public @Nullable String getBearerToken() {
        return this.connection.getBearerToken();
    }

    @Override
    public @Nullable SslBundle getSslBundle() {
        return this.connection.getSslBundle();
    }

    @Override
    public boolean isEmulator() {
        return this.connection.isEmulator();
    }

    @Override
    public String toString() {
        return "SharedConnection[" + getBaseUrl() + "]";
    }
}
