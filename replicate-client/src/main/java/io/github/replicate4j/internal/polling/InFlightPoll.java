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

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** A request on its way. */
final class InFlightPoll<T extends LongRunningTask> {

    private final PollWindow<T> window;

    private final Disposable.Swap request = Disposables.swap();

    InFlightPoll(PollWindow<T> window) {
        this.window = window;
    }

    PollWindow<T> window() {
        return this.window;
    }

    /** Those that it was made for. */
    List<Poll<T>> polls() {
        return this.window.polls();
    }

    <A> void send(Mono<A> request, Consumer<A> answered, Consumer<Throwable> failed) {
        if (!this.request.isDisposed()) {
            this.request.update(request.subscribe(answered, failed));
        }
    }

    /** Nobody wants the answer any more. */
    void dispose() {
        this.request.dispose();
    }
}
