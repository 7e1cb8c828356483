/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An API whose predictions run until they are cancelled. It records which ones were created and cancelled. */
public final class EndlessApi implements FaultServer.Behavior {

    private final AtomicInteger count = new AtomicInteger();

    private final AtomicInteger responded = new AtomicInteger();

    private final Set<String> created = ConcurrentHashMap.newKeySet();

    private final Queue<String> cancelled = new ConcurrentLinkedQueue<>();

    @Override
    public void meet(FaultServer.Connection connection) throws IOException {
        while (true) {
            String path = connection.readRequest().path();
            String id = path.replaceAll("^/v1/predictions/|/cancel$", "");
            boolean create = path.endsWith("/predictions");
            if (create) {
                id = "p" + this.count.incrementAndGet();
                this.created.add(id);
            } else if (path.endsWith("/cancel")) {
                this.cancelled.add(id);
            }
            connection.write(FaultServer.answer(
                    201, "application/json", Wire.prediction(id, "starting"), FaultServer.KEEP_ALIVE));
            if (create) {
                this.responded.incrementAndGet();
            }
        }
    }

    /** Return how many creates have received a response. */
    public int answered() {
        return this.responded.get();
    }

    public Set<String> created() {
        return this.created;
    }

    public Queue<String> cancelled() {
        return this.cancelled;
    }

    /** Return the predictions that were created, but neither cancelled nor are among the others. */
    public Set<String> lost(Set<String> others) {
        Set<String> lost = new TreeSet<>(this.created);
        lost.removeAll(this.cancelled);
        lost.removeAll(others);
        return lost;
    }
}
