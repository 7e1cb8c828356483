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

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.polling.SharedPolling;
import io.github.replicate4j.settings.RunSettings;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Hears of the end as soon as somebody tells of it, and asks besides: seldom where the end is to be told, for it may be told
 * to another machine, or get lost.
 *
 * @param <T> what is waited for
 */
final class SignalledCompletionSource<T extends LongRunningTask> implements CompletionSource<T> {

    private final Class<T> type;

    private final CompletionSignals signals;

    private final SharedPolling<T> polling;

    private final RunSettings settings;

    SignalledCompletionSource(
            Class<T> type, CompletionSignals signals, SharedPolling<T> polling, RunSettings settings) {
        this.type = type;
        this.signals = signals;
        this.polling = polling;
        this.settings = settings;
    }

    @Override
    public Flux<T> watch(String id, @Nullable T latest) {
        return untilTold(id, latest, true, this.settings::pollInterval);
    }

    /** What is expected may be so no more when it is asked next. */
    @Override
    public Flux<T> watchForEnd(String id, @Nullable T latest) {
        return untilTold(
                id,
                latest,
                false,
                () -> this.signals.expects(id) ? this.settings.webhookPollInterval() : this.settings.pollInterval());
    }

    private Flux<T> untilTold(String id, @Nullable T latest, boolean everyState, Supplier<Duration> pollInterval) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        // Whoever tells is not to be kept by what those who wait do then.
        Mono<T> told = this.signals.end(id).publishOn(Schedulers.parallel()).ofType(this.type);
        // Not before somebody listens: what is told until then is remembered, and then asked for at once.
        Flux<T> asked = Flux.defer(() ->
                        this.polling.watch(id, this.signals.saysEnded(id) ? null : latest, everyState, pollInterval))
                .doOnNext(this::found);
        return Flux.merge(told, asked).takeUntil(LongRunningTask::isTerminal);
    }

    private void found(T watched) {
        if (watched.isTerminal()) {
            this.signals.foundByAsking(watched.id());
        }
    }
}
