/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Strategy that can replace the connection described by the properties. Implementations are registered in
 * {@code META-INF/spring.factories}.
 *
 * @since 0.1.0
 */
public interface ReplicateConnectionDetailsFactory {

    /**
     * Create connection details.
     *
     * @param properties properties of the application
     * @param context the application
     * @return the connection details, or {@code null} to use the properties
     */
    @Nullable
    ReplicateConnectionDetails create(ReplicateProperties properties, ApplicationContext context);

    /**
     * Create connection details for a client of {@code replicate.clients}.
     *
     * @param client name of the client
     * @param properties properties of the client
     * @param context the application
     * @return the connection details, or {@code null} (the default) to use the properties
     */
    default @Nullable ReplicateConnectionDetails create(
            String client, ReplicateProperties properties, ApplicationContext context) {
        return null;
    }
}
