/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Records the work of listeners, and lets tests make a listener fail. */
@Component
class ListenerRecorder {

    private final List<String> done = new CopyOnWriteArrayList<>();

    private volatile Runnable before = () -> {};

    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    void record(String listener, String id) {
        this.before.run();
        if (this.failing.contains(listener)) {
            throw new IllegalStateException(listener + " fails");
        }
        this.done.add(listener + " " + id);
    }

    /** Set an action that each listener performs first. */
    void beforeEach(Runnable before) {
        this.before = before;
    }

    void fail(String listener) {
        this.failing.add(listener);
    }

    void recover(String listener) {
        this.failing.remove(listener);
    }

    List<String> done() {
        return List.copyOf(this.done);
    }
}
