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

package io.github.replicate4j.internal.waiting;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.transport.Transport;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Cancels what this client created and nobody waits for any more.
 *
 * @param <T> what was created
 */
public final class AbandonedTaskCanceller<T extends LongRunningTask> {

    private static final Log logger = LogFactory.getLog(AbandonedTaskCanceller.class);

    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(30);

    private final Transport transport;

    private final String noun;

    private final boolean cancels;

    private final Function<String, Mono<T>> cancel;

    /**
     * Creates the rule.
     *
     * @param transport lets a cancel come to its end before the client closes
     * @param noun what is created, for the log
     * @param cancels whether it is cancelled at all, or let run
     * @param cancel cancels it, by its id
     */
    public AbandonedTaskCanceller(Transport transport, String noun, boolean cancels, Function<String, Mono<T>> cancel) {
        this.transport = transport;
        this.noun = noun;
        this.cancels = cancels;
        this.cancel = cancel;
    }

    /**
     * Cancels what its own call waits for no more: once, apart from that call, and without an error to anyone. If the
     * client is set to let it run, it only says so in the log.
     *
     * @param created what is known of it
     * @param around reactive context of the call, below which the cancel is seen
     */
    public void abandon(T created, ContextView around) {
        if (created.isTerminal()) {
            return;
        }
        String what = this.noun + " " + created.id();
        if (!this.cancels) {
            logger.info(what + " runs on, and the call that created it waits for it no more");
            return;
        }
        this.transport
                .inFlight()
                .runInBackground(this.cancel
                        .apply(created.id())
                        .timeout(CANCEL_TIMEOUT)
                        .doOnNext(canceled -> logger.debug(what + " was cancelled: nobody waits for it"))
                        .doOnError(failure ->
                                logger.warn(what + ", which nobody waits for, could not be cancelled and may go on: "
                                        + failure.getMessage()))
                        .onErrorComplete()
                        .contextWrite(around));
    }
}
