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
