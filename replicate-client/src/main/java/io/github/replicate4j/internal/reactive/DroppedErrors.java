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
