/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills and pauses nodes at given times, one after the other. */
final class Faults implements AutoCloseable {

    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();

    private final List<Future<?>> faults = new ArrayList<>();

    private final List<NodeProcess> nodes;

    private final Random random = new Random(15);

    private boolean paused;

    private boolean ended;

    private volatile int kills;

    /** Kill and restart a node in each interval. */
    Faults(List<NodeProcess> nodes, Duration interval) {
        this.nodes = nodes;
        this.schedule.scheduleAtFixedRate(
                this::killOne, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void killOne() {
        if (!this.ended) {
            // The paused node must not be killed: what it does when it continues is the point.
            restart(this.nodes.get(this.paused ? 1 + this.random.nextInt(2) : this.random.nextInt(3)));
            this.kills++;
        }
    }

    private static void restart(NodeProcess node) {
        node.kill();
        try {
            node.start();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    void pauseFirstNode(Duration delay, Duration time) {
        at(delay, () -> {
            this.nodes.get(0).signal("STOP");
            this.paused = true;
            return null;
        });
        at(delay.plus(time), () -> {
            this.nodes.get(0).signal("CONT");
            return null;
        });
        // It has processed or given up its completions by then.
        at(delay.plus(time).plusSeconds(20), () -> this.paused = false);
    }

    void endAllNodes(Duration delay, Duration time) {
        at(delay, () -> {
            this.ended = true;
            this.nodes.forEach(NodeProcess::kill);
            return null;
        });
        at(delay.plus(time), () -> {
            for (NodeProcess node : this.nodes) {
                node.start();
            }
            return null;
        });
    }

    private void at(Duration delay, Callable<?> fault) {
        this.faults.add(this.schedule.schedule(fault, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Wait for all faults but the kills, of which none follows after all nodes have ended once. */
    void await() throws ExecutionException, InterruptedException {
        for (Future<?> fault : this.faults) {
            fault.get();
        }
    }

    int kills() {
        return this.kills;
    }

    @Override
    public void close() {
        this.schedule.shutdownNow();
    }
}
