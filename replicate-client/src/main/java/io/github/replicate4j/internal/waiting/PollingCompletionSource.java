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
import io.github.replicate4j.internal.polling.SharedPolling;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Learns of the end by asking alone.
 *
 * @param <T> what is waited for
 */
final class PollingCompletionSource<T extends LongRunningTask> implements CompletionSource<T> {

    private final SharedPolling<T> polling;

    private final Duration pollInterval;

    PollingCompletionSource(SharedPolling<T> polling, Duration pollInterval) {
        this.polling = polling;
        this.pollInterval = pollInterval;
    }

    @Override
    public Flux<T> watch(String id, @Nullable T latest) {
        return this.polling.watch(id, latest, true, () -> this.pollInterval);
    }

    @Override
    public Flux<T> watchForEnd(String id, @Nullable T latest) {
        return this.polling.watch(id, latest, false, () -> this.pollInterval);
    }
}
