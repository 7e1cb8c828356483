/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.util.context.Context;

/**
 * Logs the errors of cancelled requests at debug level. They are expected, but Reactor would log each of them as an error.
 */
public final class DroppedErrors {

    private static final Log logger = LogFactory.getLog(DroppedErrors.class);

    /** The context key of Reactor for the consumer of dropped errors. */
    private static final String HOOK = "reactor.onErrorDropped.local";

    private DroppedErrors() {}

    /** Add a consumer of dropped errors to the context of a request. */
    public static Context quiet(Context context) {
        return context.put(HOOK, (Consumer<Throwable>) DroppedErrors::log);
    }

    /** Log an error of a cancelled request at debug level. */
    public static void log(Throwable failure) {
        logger.debug("A cancelled request failed: " + failure.getClass().getSimpleName());
    }
}
