/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

/**
 * Handles the response to a request whose caller no longer waits for it.
 *
 * @param <T> type of the response
 */
public interface LateResponse<T> {

    /** Handle a response. */
    void received(T response);

    /**
     * Handle a response that is incomplete or unreadable.
     *
     * @param id id of the created resource
     */
    void unreadable(String id);

    /** Return a handler that drops responses. */
    static <T> LateResponse<T> dropped() {
        return new LateResponse<>() {

            @Override
            public void received(T response) {}

            @Override
            public void unreadable(String id) {}
        };
    }
}
