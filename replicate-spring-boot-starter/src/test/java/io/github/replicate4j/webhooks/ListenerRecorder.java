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
