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

package io.github.replicate4j.internal.transport;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What must come to an end before a client may close its connections: creates on their way, and cancels of predictions
 * that nobody waits for.
 */
final class InFlightTracker {

    private final Set<CompletableFuture<Void>> open = ConcurrentHashMap.newKeySet();

    private final Sinks.Empty<Void> closing = Sinks.empty();

    /**
     * Begins a piece of work.
     *
     * @return to be called when it has ended
     */
    Runnable begin() {
        CompletableFuture<Void> work = new CompletableFuture<>();
        this.open.add(work);
        return () -> {
            this.open.remove(work);
            work.complete(null);
        };
    }

    /** Completes when the client is about to close. */
    Mono<Void> closing() {
        return this.closing.asMono();
    }

    /** Gives notice to all who wait, then completes when the last piece of work has ended. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            this.closing.tryEmitEmpty();
            return ended();
        });
    }

    /** One piece may lead to another: a create that nobody waits for leads to a cancel. */
    private Mono<Void> ended() {
        CompletableFuture<?>[] now = this.open.toArray(CompletableFuture<?>[]::new);
        return now.length == 0
                ? Mono.empty()
                : Mono.fromFuture(CompletableFuture.allOf(now)).then(Mono.defer(this::ended));
    }
}
