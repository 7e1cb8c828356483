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

import io.github.replicate4j.AsyncReplicate;
import java.util.Locale;

/**
 * Backend of the clients.
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
     * Return the backend of a client.
     *
     * @param client the client
     * @param connection the connection of the application
     * @return {@link #EMULATOR} if the client uses a connection to an emulator, otherwise {@link #API}
     */
    public static ReplicateMode of(AsyncReplicate client, ReplicateConnectionDetails connection) {
        boolean emulator = connection.isEmulator() && client.baseUrl().equals(connection.getBaseUrl());
        return emulator ? EMULATOR : API;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
