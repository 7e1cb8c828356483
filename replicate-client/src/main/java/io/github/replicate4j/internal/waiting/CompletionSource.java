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
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.polling.SharedPolling;
import io.github.replicate4j.settings.RunSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * How the client learns what becomes of a prediction or a training. Everything that waits, waits through this.
 *
 * @param <T> what is waited for
 */
public interface CompletionSource<T extends LongRunningTask> {

    /**
     * Watches until the end has come. Failures that may pass of themselves do not end the watch; whoever watches sets the
     * deadline.
     *
     * @param id what to watch
     * @param latest what is known of it already, or {@code null}
     * @return what it looks like from time to time, and at last as it ended
     */
    Flux<T> watch(String id, @Nullable T latest);

    /**
     * Watches until the end has come, for somebody to whom nothing else matters.
     *
     * @param id what to watch
     * @param latest what is known of it already, or {@code null}
     * @return at last what it looks like as it ended; before that, any number of states on the way there
     */
    default Flux<T> watchForEnd(String id, @Nullable T latest) {
        return watch(id, latest);
    }

    /**
     * Lets somebody else see all states as well.
     *
     * @param witness is shown each state before whoever watches; it must not block
     * @return the same watch, with a witness
     */
    default CompletionSource<T> doOnNext(Consumer<? super T> witness) {
        CompletionSource<T> watch = this;
        return new CompletionSource<>() {

            @Override
            public Flux<T> watch(String id, @Nullable T latest) {
                return watch.watch(id, latest).doOnNext(witness);
            }

            @Override
            public Flux<T> watchForEnd(String id, @Nullable T latest) {
                return watch.watchForEnd(id, latest).doOnNext(witness);
            }
        };
    }

    /**
     * Chooses how to learn of the end: by asking, and by signals where there are any.
     *
     * @param source asks
     * @param scope what all waits of the client share
     * @param settings how often to ask
     * @param signals where others tell of the end, or {@code null} if nobody does
     * @param <T> what is waited for
     * @return the watch
     */
    static <T extends LongRunningTask> CompletionSource<T> of(
            PollSource<T> source, PollScope scope, RunSettings settings, @Nullable CompletionSignals signals) {
        SharedPolling<T> polling = scope.polling(source);
        return signals == null
                ? new PollingCompletionSource<>(polling, settings.pollInterval())
                : new SignalledCompletionSource<>(source.type(), signals, polling, settings);
    }
}
