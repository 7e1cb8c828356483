/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.server.RequestDispatcher.OperationHandler;
import io.github.replicate4j.emulator.request.Operation;
import java.util.EnumMap;
import java.util.Map;

/**
 * Responds to requests from an API or from recordings, instead of the emulated models.
 */
public interface RecordedTraffic extends AutoCloseable {

    /** Return the handlers of all operations. */
    default Map<Operation, OperationHandler> handlers() {
        Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            handlers.put(operation, handler(operation));
        }
        return handlers;
    }

    /** Return the handler of one operation. */
    OperationHandler handler(Operation operation);

    /** Return the handler of paths below {@code /v1} that belong to no known operation. */
    OperationHandler unknownOperation();

    /** Replay from the first recordings again. This has no effect while recording. */
    void reset();

    @Override
    void close();
}
