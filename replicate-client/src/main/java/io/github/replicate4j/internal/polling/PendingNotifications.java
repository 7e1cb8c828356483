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
import java.util.ArrayList;
import java.util.List;

/** What has been found under the lock, to be handed over without it. */
final class PendingNotifications<T extends LongRunningTask> {

    private final List<Runnable> deliveries = new ArrayList<>();

    void state(Poll<T> poll, T watched) {
        for (PollListener<T> listener : poll.listeners()) {
            this.deliveries.add(() -> listener.sink().next(watched));
        }
    }

    void end(Poll<T> poll, T watched) {
        for (PollListener<T> listener : poll.listeners()) {
            this.deliveries.add(() -> {
                listener.sink().next(watched);
                listener.sink().complete();
            });
        }
    }

    void failure(Poll<T> poll, Throwable failure) {
        for (PollListener<T> listener : poll.listeners()) {
            this.deliveries.add(() -> listener.sink().error(failure));
        }
    }

    void handOver() {
        this.deliveries.forEach(Runnable::run);
    }
}
