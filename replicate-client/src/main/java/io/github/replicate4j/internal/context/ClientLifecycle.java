/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.context;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.transport.InFlightTracker;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Closes a client in two steps: first the calls that wait end, then the connections are closed.
 */
public final class ClientLifecycle {

    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final Log logger = LogFactory.getLog(ClientLifecycle.class);

    private final AtomicBoolean closed = new AtomicBoolean();

    private final InFlightTracker inFlight;

    private final Duration closeTimeout;

    private final Runnable connections;

    /**
     * Create the lifecycle of a client.
     *
     * @param closeTimeout time to wait for requests in flight, in addition to the time for which the server may hold them
     * @param connections closes the connections of the client
     */
    public ClientLifecycle(InFlightTracker inFlight, Duration closeTimeout, Runnable connections) {
        this.inFlight = inFlight;
        this.closeTimeout = closeTimeout;
        this.connections = connections;
    }

    /** End calls that wait, without blocking. */
    public void shutdown() {
        this.inFlight.endCalls();
    }

    /** Return whether the client has been closed, or is closing. */
    public boolean isClosed() {
        return this.closed.get();
    }

    /** Close the client, once. On a thread of Reactor and on an interrupted thread, this method does not block. */
    public void close() {
        if (!this.closed.compareAndSet(false, true)) {
            return;
        }
        shutdown();
        // Cached, so that an interrupt of the waiting thread does not stop the close.
        Mono<Void> closing = this.inFlight
                .awaitCompletion(this.closeTimeout)
                .onErrorResume(
                        TimeoutException.class,
                        expired -> Mono.fromRunnable(() -> logger.warn("The client was closed before all requests in"
                                + " flight completed, so predictions that it created may still be running. To wait"
                                + " longer, raise closeTimeout (replicate.close-timeout)")))
                .doFinally(signal -> this.connections.run())
                .cache();
        closing.subscribe();
        if (Schedulers.isInNonBlockingThread()) {
            return;
        }
        try {
            Blocking.get(closing);
        } catch (CallInterruptedException ex) {
            logger.debug("The thread that closes the client was interrupted: the client closes in the background");
        }
    }
}
