/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.PermissionDeniedException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.FluxTimeouts;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.settings.RunSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Polling of many tasks, in virtual time. */
@Isolated("Changes the schedulers of Reactor")
class SharedPollingTests {

    private static final Duration LATENCY = Duration.ofMillis(50);

    private static final RunSettings SETTINGS = RunSettings.DEFAULT;

    private final FakeReplicate replicate = new FakeReplicate(LATENCY);

    private final PollScope scope = new PollScope(SETTINGS.maxPollsPerMinute(), Duration.ofMinutes(1));

    private final Map<String, List<Task>> received = new HashMap<>();

    private final Map<String, Throwable> failures = new HashMap<>();

    private VirtualTimeScheduler time;

    @BeforeEach
    void useVirtualTime() {
        this.time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void useRealTime() {
        VirtualTimeScheduler.reset();
    }

    private void advance(Duration time) {
        this.time.advanceTimeBy(time);
    }

    private CompletionSource<Task> source() {
        return new CompletionSource<>(this.replicate.source(), this.scope, SETTINGS, null);
    }

    private Disposable await(Task task, @Nullable Task known) {
        return source().completion(task.id(), known)
                .subscribe(state -> received(task).add(state), failure -> this.failures.put(task.id(), failure));
    }

    /** Await tasks of the same client by their ids. */
    private List<Disposable> awaitAll(List<Task> tasks) {
        tasks.forEach(this.scope::created);
        return tasks.stream().map(task -> await(task, null)).toList();
    }

    private List<Task> received(Task task) {
        return this.received.computeIfAbsent(task.id(), id -> new ArrayList<>());
    }

    private void assertCompleted(Task... completed) {
        for (Task task : completed) {
            assertThat(received(task)).last().isEqualTo(task);
        }
        assertThat(this.failures).isEmpty();
    }

    private static ErrorResponse response(int status) {
        return new ErrorResponse("predictions.get", status, new HttpHeaders(), "", Problem.NONE);
    }

    @Test
    void requestsOnePagePerHundredTasks() {
        awaitAll(this.replicate.create(250));
        advance(Duration.ofMillis(200));
        this.replicate.clearRecords();
        advance(Duration.ofMinutes(1));
        assertThat(this.replicate.singleRequests).isEmpty();
        // Every 1.5 to 1.8 seconds, at the maximum interval.
        assertThat(this.replicate.pageRequests.size()).isBetween(3 * 30, 3 * 45);
        assertThat(this.received)
                .hasSize(250)
                .allSatisfy((id, states) -> assertThat(states).hasSizeBetween(30, 50));
    }

    @Test
    void completionOnPageEndsWaitAndResetsIntervalOfOthers() {
        List<Task> tasks = this.replicate.create(50);
        awaitAll(tasks);
        advance(Duration.ofSeconds(20));
        this.replicate.clearRecords();
        Task completed = this.replicate.complete(tasks.get(7));
        advance(Duration.ofSeconds(3));
        assertCompleted(completed);
        assertThat(this.replicate.singleRequests).isEmpty();
        assertThat(received(tasks.get(7)).stream().filter(Task::isTerminal)).hasSize(1);
        List<Long> pages = this.replicate.pageRequests;
        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages.get(1) - pages.get(0)).isLessThan(1_050);
    }

    @Test
    void findsTasksBetweenManyOthers() {
        List<Task> tasks = this.replicate.create(2_000);
        List<Task> awaited =
                Stream.iterate(0, i -> i < 2_000, i -> i + 13).map(tasks::get).toList();
        awaitAll(awaited);
        advance(Duration.ofSeconds(10));
        Task[] completed = awaited.stream().map(this.replicate::complete).toArray(Task[]::new);
        advance(Duration.ofSeconds(10));
        assertCompleted(completed);
    }

    /** Two thirds of each page are other tasks, so three thousand waits need as many pages as nine thousand. */
    @Test
    void findsCompletionsQuicklyBetweenManyOthers() {
        List<Task> tasks = this.replicate.create(9_000);
        List<Task> awaited =
                Stream.iterate(0, i -> i < 9_000, i -> i + 3).map(tasks::get).toList();
        awaitAll(awaited);
        advance(Duration.ofSeconds(20));
        Task[] completed = awaited.stream().map(this.replicate::complete).toArray(Task[]::new);
        advance(Duration.ofMillis(4_000));
        assertCompleted(completed);
    }

    @Test
    void findsTasksCreatedAtTheSameInstant() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Task task = new Task("same" + i, "processing", FakeReplicate.CREATED, true);
            this.replicate.put(task);
            tasks.add(task);
        }
        awaitAll(tasks);
        advance(Duration.ofSeconds(10));
        Task[] completed = tasks.stream().map(this.replicate::complete).toArray(Task[]::new);
        advance(Duration.ofSeconds(30));
        assertCompleted(completed);
    }

    @Test
    void findsCompletionsInSecondsWithinRateLimit() {
        List<Task> tasks = this.replicate.create(10_000);
        awaitAll(tasks);
        advance(Duration.ofSeconds(20));
        List<Long> lags = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Task task = tasks.get(i * 7_919 % tasks.size());
            long end = this.time.now(TimeUnit.MILLISECONDS);
            source().completion(task.id(), task)
                    .last()
                    .subscribe(completed -> lags.add(this.time.now(TimeUnit.MILLISECONDS) - end));
            this.replicate.complete(task);
            advance(Duration.ofMillis(50));
        }
        advance(Duration.ofSeconds(5));
        Collections.sort(lags);
        assertThat(lags).hasSize(1_000);
        assertThat(lags.get(500)).isLessThan(1_500);
        assertThat(lags.get(990)).isLessThan(2_500);
        advance(Duration.ofSeconds(60));
        List<Long> requests = this.replicate.allRequests();
        assertThat(requests).hasSizeGreaterThan(6_000);
        for (int i = 3_000; i < requests.size(); i++) {
            assertThat(requests.get(i) - requests.get(i - 3_000)).isGreaterThanOrEqualTo(60_000);
        }
    }

    @Test
    void pollsTaskMissingFromPageSingly() {
        List<Task> tasks = this.replicate.create(20);
        this.replicate.hideFromLists("t7");
        awaitAll(tasks);
        advance(Duration.ofSeconds(1));
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(20));
        assertThat(this.replicate.polledIds).isNotEmpty().containsOnly("t7");
        Task completed = this.replicate.complete(tasks.get(7));
        advance(Duration.ofSeconds(7));
        assertCompleted(completed);
    }

    @Test
    void failsMissingTaskAfterThreeNotFoundResponses() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        advance(Duration.ofSeconds(5));
        this.replicate.hideFromLists("t7");
        this.replicate.failure = id -> new NotFoundException("x", response(404));
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(30));
        assertThat(this.replicate.polledIds).containsExactly("t7", "t7", "t7");
        assertThat(this.failures).containsOnlyKeys("t7");
    }

    @Test
    void requestsIncompleteTerminalTaskOnce() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        advance(Duration.ofSeconds(5));
        this.replicate.clearRecords();
        this.replicate.put(new Task("t7", "succeeded", tasks.get(7).createdAt(), false));
        advance(Duration.ofSeconds(5));
        assertThat(this.replicate.polledIds).containsExactly("t7");
        assertCompleted(tasks.get(7).withStatus("succeeded"));
        assertThat(received(tasks.get(7))).allMatch(Task::hasAllFields);
    }

    @Test
    void incompleteTerminalTasksOnPageNeedNoRequestsIfTheirFieldsSuffice() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        advance(Duration.ofSeconds(5));
        this.replicate.clearRecords();
        this.replicate.sufficient = true;
        tasks.forEach(task -> this.replicate.put(new Task(task.id(), "succeeded", task.createdAt(), false)));
        advance(Duration.ofSeconds(5));
        assertThat(this.replicate.singleRequests).isEmpty();
        assertThat(this.replicate.pageRequests).hasSize(1);
        assertThat(tasks).allSatisfy(task -> assertThat(received(task)).anyMatch(Task::isTerminal));
    }

    static Stream<ReplicateException> permanentPageFailures() {
        return Stream.of(
                new PermissionDeniedException("x", response(403)),
                new AuthenticationException("x", response(401)),
                new ApiResponseValidationException("x", null, "predictions.list", 200, new HttpHeaders(), "<html>"));
    }

    @ParameterizedTest
    @MethodSource("permanentPageFailures")
    void permanentPageFailureSuspendsPagesForOneMinute(ReplicateException failure) {
        this.replicate.pageFailure = failure;
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        advance(Duration.ofSeconds(30));
        assertThat(this.replicate.pageRequests).hasSize(1);
        assertThat(this.replicate.singleRequests).hasSizeGreaterThan(100);
        Task completed = this.replicate.complete(tasks.get(7));
        advance(Duration.ofSeconds(7));
        assertCompleted(completed);
        this.replicate.pageFailure = null;
        advance(Duration.ofSeconds(40));
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(10));
        assertThat(this.replicate.singleRequests).isEmpty();
        assertThat(this.replicate.pageRequests).isNotEmpty();
    }

    @Test
    void retriesPageTwiceAfterTemporaryFailure() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        advance(Duration.ofSeconds(10));
        this.replicate.clearRecords();
        this.replicate.pageFailure = new InternalServerException("x", response(503));
        advanceUntilPageInFlight();
        advanceUntilPageInFlight();
        this.replicate.pageFailure = null;
        Task completed = this.replicate.complete(tasks.get(7));
        advance(Duration.ofSeconds(2));
        assertCompleted(completed);
        assertThat(this.replicate.singleRequests).isEmpty();
    }

    @Test
    void thirdPageFailureInARowSuspendsPagesForOneMinute() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        advance(Duration.ofSeconds(10));
        this.replicate.clearRecords();
        this.replicate.pageFailure = new InternalServerException("x", response(503));
        advance(Duration.ofSeconds(30));
        assertThat(this.replicate.pageRequests).hasSize(3);
        Task completed = this.replicate.complete(tasks.get(7));
        advance(Duration.ofSeconds(7));
        assertCompleted(completed);
    }

    @Test
    void rateLimitPausesAllPolls() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        source().states(tasks.get(3).id(), tasks.get(3)).subscribe();
        advance(Duration.ofSeconds(5));
        this.replicate.pageFailure = new RateLimitException("x", response(429), Duration.ofSeconds(40));
        advance(Duration.ofSeconds(3));
        this.replicate.pageFailure = null;
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(36));
        assertThat(this.replicate.allRequests()).isEmpty();
        advance(Duration.ofSeconds(4));
        assertThat(this.replicate.pageRequests).isNotEmpty();
        assertThat(this.replicate.singleRequests).isNotEmpty();
    }

    @Test
    void otherOptionsShareRateLimitButNoRequests() {
        FakeReplicate others = new FakeReplicate(LATENCY);
        List<Task> tasks = this.replicate.create(20);
        List<Task> ofOthers = others.create(20);
        PollScope otherScope = this.scope.withOtherOptions(null);
        awaitAll(tasks);
        ofOthers.forEach(task -> new CompletionSource<>(others.source(), otherScope, SETTINGS, null)
                .completion(task.id(), task)
                .subscribe());
        advance(Duration.ofSeconds(5));
        assertThat(this.replicate.pageRequests).isNotEmpty();
        assertThat(others.pageRequests).isNotEmpty();
        this.replicate.pageFailure = new RateLimitException("x", response(429), Duration.ofSeconds(40));
        advance(Duration.ofSeconds(3));
        others.clearRecords();
        advance(Duration.ofSeconds(30));
        assertThat(others.allRequests()).isEmpty();
    }

    @Test
    void rateLimitOfTheClientIsKeptWhateverTheNumberOfOtherTokens() {
        FakeReplicate others = new FakeReplicate(LATENCY);
        awaitAll(this.replicate.create(20));
        this.replicate.pageFailure = new RateLimitException("x", response(429), Duration.ofSeconds(40));
        advance(Duration.ofSeconds(3));
        for (int i = 0; i < 1_100; i++) {
            this.scope.withOtherOptions("token " + i);
        }
        PollScope sameToken = this.scope.withOtherOptions(null);
        others.create(20)
                .forEach(task -> new CompletionSource<>(others.source(), sameToken, SETTINGS, null)
                        .completion(task.id(), task)
                        .subscribe());
        advance(Duration.ofSeconds(30));
        assertThat(others.allRequests()).isEmpty();
    }

    @Test
    void rateLimitOfOneTokenDoesNotPauseOthers() {
        FakeReplicate others = new FakeReplicate(LATENCY);
        awaitAll(this.replicate.create(20));
        PollScope otherScope = this.scope.withOtherOptions("another token");
        others.create(20)
                .forEach(task -> new CompletionSource<>(others.source(), otherScope, SETTINGS, null)
                        .completion(task.id(), task)
                        .subscribe());
        this.replicate.pageFailure = new RateLimitException("x", response(429), Duration.ofSeconds(40));
        advance(Duration.ofSeconds(3));
        this.replicate.clearRecords();
        others.clearRecords();
        advance(Duration.ofSeconds(30));
        assertThat(this.replicate.allRequests()).isEmpty();
        assertThat(others.pageRequests).isNotEmpty();
    }

    @Test
    void rateLimitPausesPollsForTheMaximumServerDelayAtMost() {
        List<Task> tasks = this.replicate.create(20);
        this.replicate.pageFailure = new RateLimitException("x", response(429), Duration.ofHours(1));
        awaitAll(tasks);
        advance(Duration.ofSeconds(3));
        this.replicate.pageFailure = null;
        Task completed = this.replicate.complete(tasks.get(7));
        advance(Duration.ofSeconds(70));
        assertCompleted(completed);
    }

    @Test
    void readsTaskBeforeTheDeadlineWhilePollsArePaused() {
        Task task = this.replicate.create(1).get(0);
        this.replicate.failure = id -> new RateLimitException("x", response(429), Duration.ofHours(1));
        AtomicReference<Object> result = new AtomicReference<>();
        FluxTimeouts.within(
                        Duration.ofSeconds(30),
                        source().completion(task.id(), task).last(),
                        () -> new ReplicateException("too late", null))
                .subscribe(result::set, result::set);
        advance(Duration.ofSeconds(3));
        assertThat(this.replicate.singleRequests).hasSize(1);
        this.replicate.failure = id -> null;
        Task completed = this.replicate.complete(task);
        advance(Duration.ofSeconds(20));
        assertThat(this.replicate.singleRequests)
                .as("not before the deadline is near")
                .hasSize(1);
        advance(Duration.ofSeconds(7));
        assertThat(this.replicate.singleRequests).hasSize(2);
        assertThat(result).hasValue(completed);
    }

    /** A webhook that is lost must not turn a completed task into a late one. */
    @RepeatedTest(10)
    void readsTaskBeforeTheDeadlineIfTheNextPollWouldBeTooLate() {
        Task task = this.replicate.create(1).get(0);
        CompletionSignals signals = new CompletionSignals();
        signals.expectWebhook(task.id());
        CompletionSource<Task> source = new CompletionSource<>(this.replicate.source(), this.scope, SETTINGS, signals);
        AtomicReference<Object> result = new AtomicReference<>();
        FluxTimeouts.within(
                        Duration.ofMinutes(2),
                        source.completion(task.id(), task).last(),
                        () -> new ReplicateException("too late", null))
                .subscribe(result::set, result::set);
        advance(Duration.ofSeconds(114));
        Task completed = this.replicate.complete(task);
        advance(Duration.ofSeconds(6));
        assertThat(result).hasValue(completed);
    }

    @Test
    void readsAllTasksBeforeTheirDeadlineWithinTheNumberOfRequestsInFlight() {
        List<Task> tasks = this.replicate.create(100);
        this.replicate.failure = id -> new RateLimitException("x", response(429), Duration.ofHours(1));
        this.replicate.pageFailure = new RateLimitException("x", response(429), Duration.ofHours(1));
        List<Object> results = new ArrayList<>();
        tasks.forEach(task -> FluxTimeouts.within(
                        Duration.ofSeconds(30),
                        source().completion(task.id(), task).last(),
                        () -> new ReplicateException("too late", null))
                .subscribe(results::add, results::add));
        advance(Duration.ofSeconds(26));
        this.replicate.failure = id -> null;
        Object[] completed = tasks.stream().map(this.replicate::complete).toArray();
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(4));
        assertThat(this.replicate.singleRequests).hasSize(100);
        assertThat(this.replicate.maxInFlight()).isEqualTo(32);
        assertThat(results).containsExactlyInAnyOrder(completed);
    }

    @Test
    void readsNothingMoreBeforeTheDeadlineIfPollsAreNotPaused() {
        Task task = this.replicate.create(1).get(0);
        FluxTimeouts.within(
                        Duration.ofSeconds(60),
                        source().completion(task.id(), task).last(),
                        () -> new ReplicateException("too late", null))
                .subscribe(state -> {}, failure -> {});
        advance(Duration.ofSeconds(54));
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(2));
        assertThat(this.replicate.singleRequests.size())
                .as("one request every 5 seconds")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void cancelledWaitKeepsPageInFlightForOthers() {
        List<Task> tasks = this.replicate.create(20);
        List<Disposable> waits = awaitAll(tasks);
        Disposable second = await(tasks.get(7), null);
        advanceUntilPageInFlight();
        Task[] completed = {this.replicate.complete(tasks.get(3)), this.replicate.complete(tasks.get(7))};
        for (int i = 0; i < 20; i++) {
            if (i != 3) {
                waits.get(i).dispose();
            }
        }
        assertThat(this.replicate.cancelled()).isZero();
        advance(LATENCY);
        assertCompleted(completed);
        assertThat(second.isDisposed()).isTrue();
    }

    private void advanceUntilPageInFlight() {
        int before = this.replicate.pageRequests.size();
        while (this.replicate.pageRequests.size() == before) {
            advance(Duration.ofMillis(1));
        }
    }

    @Test
    void cancelsPageWithoutRemainingWaits() {
        List<Disposable> waits = awaitAll(this.replicate.create(20));
        advanceUntilPageInFlight();
        waits.forEach(Disposable::dispose);
        assertThat(this.replicate.cancelled()).isOne();
    }

    @Test
    void stopsPollingWithoutRemainingWaits() {
        List<Task> tasks = this.replicate.create(120);
        List<Disposable> waits = awaitAll(tasks);
        advance(Duration.ofMillis(10));
        waits.forEach(Disposable::dispose);
        assertThat(this.replicate.cancelled())
                .isPositive()
                .isEqualTo(this.replicate.allRequests().size());
        this.replicate.clearRecords();
        advance(Duration.ofMinutes(10));
        assertThat(this.replicate.allRequests()).isEmpty();
    }

    @Test
    void usesSingleRequestsForEveryState() {
        List<Task> tasks = this.replicate.create(5);
        tasks.forEach(task -> source().states(task.id(), task)
                .subscribe(state -> received(task).add(state)));
        advance(Duration.ofSeconds(10));
        assertThat(this.replicate.pageRequests).isEmpty();
        Task[] completed = tasks.stream().map(this.replicate::complete).toArray(Task[]::new);
        advance(Duration.ofSeconds(7));
        assertCompleted(completed);
    }

    @Test
    void looksUpUndatedTasksOnNewestPages() {
        List<Task> tasks = this.replicate.create(3_000);
        tasks.forEach(task -> await(task, null));
        advance(Duration.ofSeconds(10));
        assertThat(this.received).hasSize(3_000);
        assertThat(this.replicate.singleRequests).hasSizeLessThan(500);
        this.replicate.clearRecords();
        advance(Duration.ofSeconds(10));
        assertThat(this.replicate.singleRequests).isEmpty();
    }

    @Test
    void doesNotRepeatLookupOfOldTasks() {
        List<Task> old = this.replicate.create(1_000).subList(0, 50);
        old.forEach(task -> await(task, null));
        advance(Duration.ofSeconds(1));
        assertThat(this.received).hasSize(50);
        assertThat(this.replicate.pageRequests).hasSizeLessThan(5);
    }

    @Test
    void repeatedWaitsForOneTaskStartNoLookupOfAnother() {
        List<Task> tasks = this.replicate.create(3);
        awaitAll(tasks.subList(0, 1));
        for (int i = 0; i < 5; i++) {
            await(tasks.get(1), tasks.get(1)).dispose();
        }
        await(tasks.get(2), null);
        advance(Duration.ofMillis(200));
        assertThat(this.replicate.pageRequests).isEmpty();
        assertThat(this.replicate.polledIds).containsExactlyInAnyOrder("t0", "t2");
    }

    @RepeatedTest(10)
    void usesSingleRequestsForTwoTasksAndKeepsInterval() {
        this.replicate.create(2).forEach(task -> await(task, task));
        advance(Duration.ofMinutes(1));
        assertThat(this.replicate.pageRequests).isEmpty();
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < this.replicate.polledIds.size(); i++) {
            long now = this.replicate.singleRequests.get(i);
            Long before = last.put(this.replicate.polledIds.get(i), now);
            assertThat(now - (before == null ? 0 : before)).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void waitsForSameTaskShareRequests() {
        Task task = this.replicate.create(1).get(0);
        for (int i = 0; i < 10; i++) {
            await(task, task);
        }
        advance(Duration.ofSeconds(1));
        assertThat(this.replicate.singleRequests).hasSize(1);
        Task completed = this.replicate.complete(task);
        advance(Duration.ofSeconds(2));
        assertThat(received(task).stream().filter(completed::equals)).hasSize(10);
    }

    @Test
    void joiningWaitPollsImmediately() {
        Task task = this.replicate.create(1).get(0);
        await(task, null);
        advance(Duration.ofSeconds(30));
        this.replicate.clearRecords();
        await(task, null);
        advance(Duration.ofMillis(1));
        assertThat(this.replicate.singleRequests).hasSize(1);
    }
}
