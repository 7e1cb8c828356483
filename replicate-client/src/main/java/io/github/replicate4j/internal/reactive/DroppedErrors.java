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
 * Errors of requests that have been given up. Nobody waits for them, and to break off a request at an awkward moment is
 * no fault; but Reactor would log each as an error of its own.
 *
 * <p>Not meant for applications: it is public only because several packages of the client need it.
 */
public final class DroppedErrors {

    private static final Log logger = LogFactory.getLog(DroppedErrors.class);

    /** Where Reactor looks for what takes a dropped error. */
    private static final String HOOK = "reactor.onErrorDropped.local";

    private DroppedErrors() {}

    /**
     * Lets them pass.
     *
     * @param context that of a request
     * @return a context in which nobody is told of them
     */
    public static Context quiet(Context context) {
        return context.put(HOOK, (Consumer<Throwable>) DroppedErrors::log);
    }

    public static void log(Throwable failure) {
        logger.debug("A request failed when it had been given up: "
                + failure.getClass().getSimpleName());
    }
}
