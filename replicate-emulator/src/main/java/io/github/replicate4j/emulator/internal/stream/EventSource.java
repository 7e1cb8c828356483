/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The events of a stream.
 */
@FunctionalInterface
public interface EventSource {

    /** Return the events after the one with the given id, or all events if the id is null. */
    Flux<EventLog.Event> after(@Nullable String id);
}
