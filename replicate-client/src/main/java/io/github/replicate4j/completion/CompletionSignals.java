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

package io.github.replicate4j.completion;

import io.github.replicate4j.internal.support.RecentMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Where waits hear of an end without asking: whoever receives webhooks tells it here, and waits of all clients that share
 * these signals end at once.
 *
 * <p>A signal may come before anybody waits for it, even before the create is answered; of the latest 10,000 it is
 * remembered that they came. Safe for any number of threads.
 */
public final class CompletionSignals {

    private static final int REMEMBERED = 10_000;

    private final Object lock = new Object();

    private final Map<String, Collection<MonoSink<LongRunningTask>>> waits = new HashMap<>();

    private final Map<String, Knowledge> known = new RecentMap<>(REMEMBERED);

    /** As long as no end was found by asking that somebody was to tell of. */
    private volatile boolean reliable = true;

    /**
     * Tells how something stands. Whoever waits for its end hears of that, and of nothing else.
     *
     * @param watched what is known of it, from a source that can be trusted: a webhook whose signature was verified
     */
    public void tell(LongRunningTask watched) {
        if (!watched.isTerminal()) {
            return;
        }
        this.reliable = true;
        Collection<MonoSink<LongRunningTask>> listeners;
        synchronized (this.lock) {
            this.known.put(watched.id(), Knowledge.ENDED);
            listeners = this.waits.getOrDefault(watched.id(), Set.of());
        }
        List.copyOf(listeners).forEach(listener -> listener.success(watched));
    }

    /**
     * Notes that Replicate was asked to tell of an end, so that waits need not ask often.
     *
     * @param id id of what was created
     */
    public void expect(String id) {
        synchronized (this.lock) {
            this.known.putIfAbsent(id, Knowledge.EXPECTED);
        }
    }

    public boolean expects(String id) {
        return this.reliable && knowledge(id) == Knowledge.EXPECTED;
    }

    /**
     * Notes that asking found an end. If somebody was to tell of it and has not, nothing is expected any more until somebody
     * does again: perhaps webhooks go to another machine, or are refused on their way.
     */
    public void foundByAsking(String id) {
        if (knowledge(id) == Knowledge.EXPECTED) {
            this.reliable = false;
        }
    }

    public boolean saysEnded(String id) {
        return knowledge(id) == Knowledge.ENDED;
    }

    private @Nullable Knowledge knowledge(String id) {
        synchronized (this.lock) {
            return this.known.get(id);
        }
    }

    /** How it ended, if that is told from now on. */
    public Mono<LongRunningTask> end(String id) {
        return Mono.create(listener -> {
            synchronized (this.lock) {
                this.waits
                        .computeIfAbsent(id, any -> new CopyOnWriteArraySet<>())
                        .add(listener);
            }
            listener.onDispose(() -> forget(id, listener));
        });
    }

    private void forget(String id, MonoSink<LongRunningTask> listener) {
        synchronized (this.lock) {
            Collection<MonoSink<LongRunningTask>> listeners = this.waits.get(id);
            if (listeners != null && listeners.remove(listener) && listeners.isEmpty()) {
                this.waits.remove(id);
            }
        }
    }

    private enum Knowledge {
        EXPECTED,
        ENDED
    }
}
