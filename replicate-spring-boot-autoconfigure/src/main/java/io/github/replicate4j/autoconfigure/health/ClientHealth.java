/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;

/**
 * How the health of a client in addition to the default one is checked. For the auto-configurations of this project only: it is
 * public because they are in several packages.
 *
 * @param name name of the client and of its component
 * @param client the client
 * @param connection connection of the client
 * @param properties properties of its health checks
 * @param prefix prefix of the names of the properties
 * @since 0.1.0
 */
public record ClientHealth(
        String name,
        AsyncReplicate client,
        ReplicateConnectionDetails connection,
        ReplicateHealthProperties properties,
        String prefix) {}
