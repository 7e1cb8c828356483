/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import java.time.Duration;

/** Threads that store the files of completions, and renew the leases of these. */
final class OutputStage {

    /** As long as the client allows a download to take by default. */
    private static final Duration MAX_SILENCE = Duration.ofHours(1);

    private final Leases leases;

    private final InboxDispatcher dispatcher;

    private volatile boolean stopping;

    /**
     * Create the threads.
     *
     * @param onStored called if the files of a completion are stored
     */
    OutputStage(
            SharedDatabase database,
            InboxSettings settings,
            OutputRetention outputs,
            InboxObserver observer,
            Runnable onStored) {
        InboxTable table = new InboxTable(database, settings.payloadRetention(), Stage.OUTPUTS);
        this.leases = new Leases(table, settings.lease(), MAX_SILENCE);
        int threads = outputs.settings().threads();
        this.dispatcher = new InboxDispatcher(
                settings.with(builder -> builder.workers(threads).batch(threads)),
                Stage.OUTPUTS,
                table,
                () -> false,
                outage -> new OutputProcessor(
                        table,
                        outputs,
                        this.leases,
                        new FailedAttempts(table, settings.maxAttempts(), outage, observer),
                        () -> this.stopping,
                        onStored));
    }

    void start() {
        this.dispatcher.start();
    }

    void wakeUp() {
        this.dispatcher.wakeUp();
    }

    /** Stop reserving completions. */
    void stop() {
        this.stopping = true;
        this.dispatcher.stop();
    }

    /**
     * Wait for downloads, after {@link #stop()}.
     *
     * @param deadline value of {@link System#nanoTime()} at which downloads are interrupted
     */
    void close(long deadline) {
        this.dispatcher.close(deadline);
        this.leases.close();
    }
}
