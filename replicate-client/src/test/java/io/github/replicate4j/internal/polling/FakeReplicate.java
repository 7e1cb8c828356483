/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Replicate for tests: responds with a latency in the time of the scheduler, and records all requests. */
final class FakeReplicate {

    static final Instant CREATED = Instant.parse("2026-11-26T10:00:00Z");

    private static final int PAGE_SIZE = 100;

    private final Duration latency;

    private final Map<String, Task> tasks = new HashMap<>();

    private final SortedSet<Task> newestFirst =
            new TreeSet<>(Comparator.comparing(Task::createdAt).reversed().thenComparing(Task::id));

    private final Set<String> hidden = new HashSet<>();

    /** Times in milliseconds. */
    final List<Long> pageRequests = new ArrayList<>();

    final List<Long> singleRequests = new ArrayList<>();

    final List<String> polledIds = new ArrayList<>();

    @Nullable
    Throwable pageFailure;

    Function<String, @Nullable Throwable> failure = id -> null;

    /** Whether a terminal state without all fields suffices. */
    boolean sufficient;

    private int cancelled;

    private int inFlight;

    private int maxInFlight;

    FakeReplicate(Duration latency) {
        this.latency = latency;
    }

    PollSource<Task> source() {
        return new PollSource<>(
                "Task",
                Task.class,
                this::get,
                new PollSource.Listing<>(this::list, Task::hasAllFields, task -> this.sufficient));
    }

    /** Create tasks, one each second. */
    List<Task> create(int count) {
        List<Task> created = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = new Task("t" + this.tasks.size(), "processing", CREATED.plusSeconds(this.tasks.size()), true);
            put(task);
            created.add(task);
        }
        return created;
    }

    void put(Task task) {
        Task replaced = this.tasks.put(task.id(), task);
        if (replaced != null) {
            this.newestFirst.remove(replaced);
        }
        this.newestFirst.add(task);
    }

    Task complete(Task task) {
        Task completed = task.withStatus("succeeded");
        put(completed);
        return completed;
    }

    void hideFromLists(String id) {
        this.hidden.add(id);
    }

    void clearRecords() {
        this.pageRequests.clear();
        this.singleRequests.clear();
        this.polledIds.clear();
    }

    /** Return the number of requests that were cancelled before their responses. */
    int cancelled() {
        return this.cancelled;
    }

    /** Return the highest number of concurrent requests. */
    int maxInFlight() {
        return this.maxInFlight;
    }

    List<Long> allRequests() {
        List<Long> all = new ArrayList<>(this.singleRequests);
        all.addAll(this.pageRequests);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private Mono<Task> get(String id) {
        return Mono.defer(() -> {
            this.singleRequests.add(now());
            this.polledIds.add(id);
            Throwable failure = this.failure.apply(id);
            return delayed(
                    failure == null ? Mono.fromSupplier(() -> withAllFields(this.tasks.get(id))) : Mono.error(failure));
        });
    }

    private static Task withAllFields(Task task) {
        return new Task(task.id(), task.statusText(), task.createdAt(), true);
    }

    private Mono<PollSource.Page<Task>> list(@Nullable Instant createdAfter, @Nullable Instant createdBefore) {
        return Mono.defer(() -> {
            this.pageRequests.add(now());
            return delayed(
                    this.pageFailure == null
                            ? Mono.fromSupplier(() -> page(createdAfter, createdBefore))
                            : Mono.error(this.pageFailure));
        });
    }

    private PollSource.Page<Task> page(@Nullable Instant createdAfter, @Nullable Instant createdBefore) {
        List<Task> next = createdBefore(createdBefore).stream()
                .takeWhile(task -> createdAfter == null || !task.createdAt().isBefore(createdAfter))
                .filter(task -> !this.hidden.contains(task.id()))
                .limit(PAGE_SIZE + 1)
                .toList();
        return new PollSource.Page<>(next.subList(0, Math.min(PAGE_SIZE, next.size())), next.size() > PAGE_SIZE);
    }

    private SortedSet<Task> createdBefore(@Nullable Instant instant) {
        // The id is after all ids of tasks that were created at the same instant.
        return instant == null ? this.newestFirst : this.newestFirst.tailSet(new Task("\uffff", "", instant, true));
    }

    private <A> Mono<A> delayed(Mono<A> response) {
        return Mono.delay(this.latency)
                .then(response)
                .doOnCancel(() -> this.cancelled++)
                .doOnSubscribe(subscription -> this.maxInFlight = Math.max(++this.inFlight, this.maxInFlight))
                .doFinally(signal -> this.inFlight--);
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }
}
