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
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.internal.http.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One thing that is waited for: who waits, what is known of it, and when to ask next. */
final class Poll<T extends LongRunningTask> {

    private static final double WIDENING = 1.5;

    private static final double WIDEST = 10;

    /** Many who share a request can ask more often. */
    private static final double WIDEST_ON_PAGES = 3;

    /**
     * What was just created may not be known everywhere at Replicate yet, and something in between may answer
     * with a page of its own: neither is believed before it is said three times. Nor are pages that leave it out.
     */
    private static final int DOUBTS = 2;

    private final String id;

    private final List<PollListener<T>> listeners = new ArrayList<>();

    private @Nullable T latest;

    private @Nullable Instant createdAt;

    private @Nullable InFlightPoll<T> ask;

    private long due;

    /** How long after the last answer. */
    private long delay;

    /** How many times the interval is waited for. */
    private double widening = 1;

    private int doubts;

    private int missed;

    /** Whether a page did not tell all there is to know. */
    private boolean singly;

    /** Whether somebody came, after it was asked for, who wants to know at once. */
    private boolean again;

    Poll(String id, @Nullable Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    /** What is left of it when nobody waits for it any more. */
    Poll<T> gone() {
        Poll<T> gone = new Poll<>(this.id, this.createdAt);
        gone.due = Long.MAX_VALUE;
        return gone;
    }

    /** The most overdue first; of several the newest, so that pages begin with it and fit together. */
    static <T extends LongRunningTask> Comparator<Poll<T>> byDue() {
        return Comparator.<Poll<T>>comparingLong(poll -> poll.due).thenComparing(byCreation());
    }

    /** The newest first, as lists are; at last those of which that is not known. */
    static <T extends LongRunningTask> Comparator<Poll<T>> byCreation() {
        Comparator<Poll<T>> dated =
                Comparator.comparing(poll -> poll.createdAt, Comparator.nullsLast(Comparator.reverseOrder()));
        return dated.thenComparing(poll -> poll.id);
    }

    /** Never sooner than promised, and up to a fifth later, so that many waits do not ask at the same instant. */
    static double jitter() {
        return ThreadLocalRandom.current().nextDouble(1, 1.2);
    }

    String id() {
        return this.id;
    }

    @Nullable
    Instant createdAt() {
        return this.createdAt;
    }

    long due() {
        return this.due;
    }

    /** Or so soon that it is not worth a request of its own. */
    boolean isNearlyDue(long now) {
        return this.due - now <= this.delay / 2;
    }

    List<PollListener<T>> listeners() {
        return this.listeners;
    }

    @Nullable
    InFlightPoll<T> ask() {
        return this.ask;
    }

    /** Whether it may be asked for by a page. */
    boolean mayBeListed() {
        return this.createdAt != null && this.missed <= DOUBTS && mayBeOnPage();
    }

    boolean mayBeOnPage() {
        return !this.singly && this.listeners.stream().noneMatch(PollListener::everyState);
    }

    /** Whether anybody is ready to hear of it. */
    boolean isWanted() {
        return this.listeners.stream().anyMatch(listener -> listener.sink().requestedFromDownstream() > 0);
    }

    void join(PollListener<T> listener, @Nullable T known, long now, double jitter) {
        long before = this.listeners.isEmpty() ? Long.MAX_VALUE : this.due;
        this.listeners.add(listener);
        this.widening = 1;
        if (known == null) {
            this.again = this.ask != null;
            this.due = Math.min(before, now);
            return;
        }
        if (this.latest == null) {
            this.latest = known;
            this.createdAt = known.createdAt() == null ? this.createdAt : known.createdAt();
        }
        if (this.ask == null) {
            plan(now, jitter);
            this.due = Math.min(before, this.due);
        }
    }

    /** Returns whether that was one of those who wait. */
    boolean leave(PollListener<T> listener) {
        return this.listeners.remove(listener);
    }

    void asked(InFlightPoll<T> ask) {
        this.ask = ask;
        this.again = false;
    }

    /** As it was before it was asked for. */
    void unanswered() {
        this.ask = null;
    }

    void answered(T watched, long now, double jitter) {
        this.widening = isNews(watched) ? 1 : widened(WIDEST);
        this.singly = false;
        know(watched, now, jitter);
    }

    /** A page has been read, from which on all that is on it is asked for together. */
    void listed(T watched, double widening, long now, double jitter) {
        this.widening = widening;
        this.missed = 0;
        know(watched, now, jitter);
    }

    /** How wide the interval is to be after a page on which nothing was new. */
    double widenedOnPages() {
        return widened(WIDEST_ON_PAGES);
    }

    private void know(T watched, long now, double jitter) {
        this.latest = watched;
        this.createdAt = watched.createdAt() == null ? this.createdAt : watched.createdAt();
        this.doubts = 0;
        this.ask = null;
        plan(now, jitter);
    }

    boolean isNews(T watched) {
        return this.latest == null || !Objects.equals(this.latest.statusText(), watched.statusText());
    }

    /** A page left it out that should have had it. */
    void missed() {
        this.missed++;
        askSingly();
    }

    /** Before all others, for it has had its turn. */
    void askSingly() {
        this.singly = true;
        this.ask = null;
        this.due = 0;
    }

    /** Whether it is worth asking again. */
    boolean survives(Throwable failure) {
        boolean doubtful = failure instanceof ApiResponseValidationException
                || failure instanceof NotFoundException && this.latest != null;
        return doubtful ? ++this.doubts <= DOUBTS : RetryPolicy.isTransient(failure);
    }

    void failed(boolean onPage, long now, double jitter) {
        this.widening = widened(onPage ? WIDEST_ON_PAGES : WIDEST);
        this.ask = null;
        plan(now, jitter);
    }

    private double widened(double widest) {
        return Math.min(this.widening * WIDENING, widest);
    }

    private void plan(long now, double jitter) {
        long interval = this.listeners.stream()
                .map(listener -> listener.interval().get())
                .mapToLong(Duration::toMillis)
                .min()
                .orElseThrow();
        this.delay =
                Duration.ofMillis(Math.round(interval * this.widening * jitter)).toNanos();
        this.due = this.again ? now : now + this.delay;
        this.again = false;
    }
}
