/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.waiting;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.internal.transport.LateResponse;
import io.github.replicate4j.internal.transport.Transport;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Cancels tasks that this client created but whose calls ended before completion: by timeout, interruption, cancellation or
 * shutdown.
 *
 * @param <T> type of the created tasks
 */
public final class AbandonedTaskCanceller<T extends LongRunningTask> {

    private static final Log logger = LogFactory.getLog(AbandonedTaskCanceller.class);

    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(30);

    private final Transport transport;

    private final String noun;

    private final Function<String, Mono<T>> cancelRequest;

    public AbandonedTaskCanceller(Transport transport, String noun, Function<String, Mono<T>> cancelRequest) {
        this.transport = transport;
        this.noun = noun;
        this.cancelRequest = cancelRequest;
    }

    /** Return a handler of late responses to creates, which abandons the created task. */
    public LateResponse<T> lateResponse(ContextView context, boolean cancel) {
        return new LateResponse<>() {

            @Override
            public void received(T created) {
                abandon(created, context, cancel);
            }

            @Override
            public void unreadable(String id) {
                abandon(id, context, cancel);
            }
        };
    }

    /** Return an action on a created task that abandons the task if the action fails, because the caller does not get it. */
    public Consumer<T> abandonOnFailure(Consumer<T> action, ContextView context, boolean cancel) {
        return created -> {
            try {
                action.accept(created);
            } catch (RuntimeException ex) {
                abandon(created, context, cancel);
                throw ex;
            }
        };
    }

    /**
     * Cancel a task that its own call no longer awaits, once and in the background. Errors are logged, not propagated. A
     * task with a terminal status is ignored.
     *
     * @param cancel whether to cancel the task; if {@code false}, only log that it keeps running
     */
    public void abandon(T created, ContextView context, boolean cancel) {
        if (!created.isTerminal()) {
            abandon(created.id(), context, cancel);
        }
    }

    /** Cancel a task of which only the id is known. */
    public void abandon(String id, ContextView context, boolean cancel) {
        String task = this.noun + " " + id;
        if (!cancel) {
            logger.info(task + " keeps running: its call ended early and is configured not to cancel it");
            return;
        }
        this.transport
                .inFlight()
                .runInBackground(Mono.defer(() -> this.cancelRequest.apply(id))
                        .timeout(CANCEL_TIMEOUT)
                        .doOnNext(canceled -> logger.debug(task + " was cancelled because its call ended early"))
                        .doOnError(failure -> logger.warn(task
                                + " could not be cancelled after its call ended early, and may keep running: "
                                + Redaction.ofMessage(failure)))
                        .onErrorComplete()
                        .contextWrite(context));
    }
}
