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
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes from a page all that is waited for, whoever the page was asked for. */
final class PollPageHandler<T extends LongRunningTask> {

    private final Polls<T> polls;

    private final Predicate<T> complete;

    private final PollPage<T> page;

    private final Map<Poll<T>, T> found = new LinkedHashMap<>();

    PollPageHandler(Polls<T> polls, Predicate<T> complete, PollPage<T> page) {
        this.polls = polls;
        this.complete = complete;
        this.page = page;
    }

    /** How many on it are waited for of which it was not known when they were created. */
    int undated() {
        return (int) this.page.results().stream()
                .map(watched -> this.polls.get(watched.id()))
                .filter(poll -> poll != null && poll.createdAt() == null)
                .count();
    }

    /**
     * Reads it.
     *
     * @return the newest that it had no room for, or {@code null} if there is none
     */
    @Nullable
    Poll<T> read(InFlightPoll<T> ask, long now, double jitter, PendingNotifications<T> deliveries) {
        Map<Poll<T>, T> goesOn = new HashMap<>();
        find(ask);
        boolean news = false;
        for (Map.Entry<Poll<T>, T> each : this.found.entrySet()) {
            Poll<T> poll = each.getKey();
            T watched = each.getValue();
            news |= poll.isNews(watched);
            if (!watched.isTerminal()) {
                goesOn.put(poll, watched);
            } else if (this.complete.test(watched)) {
                this.polls.remove(poll);
                deliveries.end(poll, watched);
            } else {
                this.polls.change(poll, poll::askSingly);
            }
        }
        goOn(goesOn, news, now, jitter);
        goesOn.forEach(deliveries::state);
        return leftOut(ask);
    }

    /** What is asked for otherwise at the same time is answered otherwise. */
    private void find(InFlightPoll<T> ask) {
        for (T watched : this.page.results()) {
            Poll<T> poll = this.polls.get(watched.id());
            if (poll != null && poll.mayBeOnPage() && (poll.ask() == null || poll.ask() == ask)) {
                this.found.put(poll, watched);
            }
        }
    }

    /** What was created together often ends together: if one has changed, all are asked for soon. */
    private void goOn(Map<Poll<T>, T> goesOn, boolean news, long now, double jitter) {
        double widening = news
                ? 1
                : goesOn.keySet().stream()
                        .mapToDouble(Poll::widenedOnPages)
                        .min()
                        .orElse(1);
        goesOn.forEach((poll, watched) -> this.polls.change(poll, () -> poll.listed(watched, widening, now, jitter)));
    }

    private @Nullable Poll<T> leftOut(InFlightPoll<T> ask) {
        Poll<T> newest = null;
        for (Poll<T> poll : ask.polls()) {
            if (poll.ask() != ask || !this.polls.contains(poll)) {
                continue;
            }
            if (poll.mayBeListed() && shouldBeOnIt(poll, ask.window())) {
                this.polls.change(poll, poll::missed);
            } else {
                this.polls.change(poll, poll::unanswered);
                newest = newest == null ? poll : newest;
            }
        }
        return newest;
    }

    /** A page that is full leaves out the oldest. */
    private boolean shouldBeOnIt(Poll<T> poll, PollWindow<T> window) {
        Instant createdAt = poll.createdAt();
        Instant newest = window.newest().createdAt();
        Instant oldest = oldest();
        return !this.page.more()
                || createdAt == null
                || newest == null
                || oldest == null
                || !createdAt.isBefore(newest)
                || createdAt.isAfter(oldest);
    }

    private @Nullable Instant oldest() {
        int size = this.page.results().size();
        return size == 0 ? null : this.page.results().get(size - 1).createdAt();
    }
}
