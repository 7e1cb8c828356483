/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.function.Consumer;

/**
 * A resource that handles a create whose caller stopped waiting before the response arrived.
 *
 * @param <T> type of the created resource
 */
public interface AbandonableCreates<T> {

    /** Handle the created resource: cancel it if the client is configured to do so. */
    void abandon(T created);

    /**
     * Return the handler of a resource.
     *
     * @param resource a resource of the client; another implementation, such as a mock, has no handler
     */
    @SuppressWarnings("unchecked")
    static <T> Consumer<T> handler(Object resource) {
        return created -> {
            if (resource instanceof AbandonableCreates<?> creates) {
                ((AbandonableCreates<T>) creates).abandon(created);
            }
        };
    }
}
