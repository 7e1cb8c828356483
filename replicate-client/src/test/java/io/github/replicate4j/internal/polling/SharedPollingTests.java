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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.PermissionDeniedException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.settings.RunSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When and how Replicate is asked for many, in virtual time. */
class SharedPollingTests {

    private static final Duration LATENCY = Duration.ofMillis(50);

    private static final RunSettings SETTINGS = RunSettings.DEFAULT;

    private final FakeReplicate replicate = new FakeReplicate(LATENCY);

    private final PollScope scope = new PollScope(SETTINGS.maxPollsPerMinute());

    private final Map<String, List<Task>> heard = new HashMap<>();

    private final Map<String, Throwable> failures = new HashMap<>();

    private VirtualTimeScheduler time;

    @BeforeEach
    void stopTime() {
        this.time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void letTimeGoOn() {
        VirtualTimeScheduler.reset();
    }

    private void pass(Duration time) {
        this.time.advanceTimeBy(time);
    }

    private CompletionSource<Task> watch() {
        return CompletionSource.of(this.replicate.source(), this.scope, SETTINGS, null);
    }

    private Disposable await(Task task, @Nullable Task known) {
        return watch().watchForEnd(task.id(), known)
                .subscribe(state -> heard(task).add(state), failure -> this.failures.put(task.id(), failure));
    }

    /** As an application does that knows ids, of what was created by the same client. */
    private List<Disposable> awaitAll(List<Task> tasks) {
        tasks.forEach(this.scope::created);
        return tasks.stream().map(task -> await(task, null)).toList();
    }

    private List<Task> heard(Task task) {
        return this.heard.computeIfAbsent(task.id(), id -> new ArrayList<>());
    }

    private void assertEnded(Task... ended) {
        for (Task task : ended) {
            assertThat(heard(task)).last().isEqualTo(task);
        }
        assertThat(this.failures).isEmpty();
    }

    private static ErrorResponse answer(int status) {
        return new ErrorResponse("predictions.get", status, new HttpHeaders(), "", Problem.NONE);
    }

    @Test
    void hundredsOfWaitsTakeAPageForEachHundred() {
        awaitAll(this.replicate.create(250));
        pass(Duration.ofMillis(200));
        this.replicate.forget();
        pass(Duration.ofMinutes(1));
        assertThat(this.replicate.singles).isEmpty();
        // Every 1.5 to 1.8 seconds, once they are as wide as they get.
        assertThat(this.replicate.pages.size()).isBetween(3 * 30, 3 * 45);
        assertThat(this.heard)
                .hasSize(250)
                .allSatisfy((id, states) -> assertThat(states).hasSizeBetween(30, 50));
    }

    @Test
    void anEndOnAPageEndsTheWaitAndMakesItSoonAgainForTheOthersOfIt() {
        List<Task> tasks = this.replicate.create(50);
        awaitAll(tasks);
        pass(Duration.ofSeconds(20));
        this.replicate.forget();
        Task ended = this.replicate.end(tasks.get(7));
        pass(Duration.ofSeconds(3));
        assertEnded(ended);
        assertThat(this.replicate.singles).isEmpty();
        assertThat(heard(tasks.get(7)).stream().filter(Task::isTerminal)).hasSize(1);
        List<Long> pages = this.replicate.pages;
        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages.get(1) - pages.get(0)).isLessThan(1_050);
    }

    @Test
    void allWaitsEndHoweverFullOfOthersTheListIs() {
        List<Task> tasks = this.replicate.create(2_000);
        List<Task> awaited =
                Stream.iterate(0, i -> i < 2_000, i -> i + 13).map(tasks::get).toList();
        awaitAll(awaited);
        pass(Duration.ofSeconds(10));
        Task[] ended = awaited.stream().map(this.replicate::end).toArray(Task[]::new);
        pass(Duration.ofSeconds(10));
        assertEnded(ended);
    }

    /** Of each page, two thirds are of others: three thousand waits are as many pages as nine thousand. */
    @Test
    void nobodyWaitsLongBecauseOfWhatOthersCreate() {
        List<Task> tasks = this.replicate.create(9_000);
        List<Task> awaited =
                Stream.iterate(0, i -> i < 9_000, i -> i + 3).map(tasks::get).toList();
        awaitAll(awaited);
        pass(Duration.ofSeconds(20));
        Task[] ended = awaited.stream().map(this.replicate::end).toArray(Task[]::new);
        pass(Duration.ofMillis(4_000));
        assertEnded(ended);
    }

    @Test
    void whatWasCreatedAtTheSameInstantEndsToo() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Task task = new Task("same" + i, "processing", FakeReplicate.CREATED, true);
            this.replicate.put(task);
            tasks.add(task);
        }
        awaitAll(tasks);
        pass(Duration.ofSeconds(10));
        Task[] ended = tasks.stream().map(this.replicate::end).toArray(Task[]::new);
        pass(Duration.ofSeconds(30));
        assertEnded(ended);
    }

    @Test
    void noMinuteHasMoreThanTheBudgetAndEndsAreFoundInSecondsAllTheSame() {
        List<Task> tasks = this.replicate.create(10_000);
        awaitAll(tasks);
        pass(Duration.ofSeconds(20));
        List<Long> lags = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Task task = tasks.get(i * 7_919 % tasks.size());
            long end = this.time.now(TimeUnit.MILLISECONDS);
            watch().watchForEnd(task.id(), task)
                    .last()
                    .subscribe(ended -> lags.add(this.time.now(TimeUnit.MILLISECONDS) - end));
            this.replicate.end(task);
            pass(Duration.ofMillis(50));
        }
        pass(Duration.ofSeconds(5));
        Collections.sort(lags);
        assertThat(lags).hasSize(1_000);
        assertThat(lags.get(500)).isLessThan(1_500);
        assertThat(lags.get(990)).isLessThan(2_500);
        pass(Duration.ofSeconds(60));
        List<Long> asked = this.replicate.all();
        assertThat(asked).hasSizeGreaterThan(6_000);
        for (int i = 3_000; i < asked.size(); i++) {
            assertThat(asked.get(i) - asked.get(i - 3_000)).isGreaterThanOrEqualTo(60_000);
        }
    }

    @Test
    void whatIsMissingFromThePageIsAskedForSingly() {
        List<Task> tasks = this.replicate.create(20);
        this.replicate.unlist("t7");
        awaitAll(tasks);
        pass(Duration.ofSeconds(1));
        this.replicate.forget();
        pass(Duration.ofSeconds(20));
        assertThat(this.replicate.asked).isNotEmpty().containsOnly("t7");
        Task ended = this.replicate.end(tasks.get(7));
        pass(Duration.ofSeconds(7));
        assertEnded(ended);
    }

    @Test
    void whatIsNotFoundEitherIsBelievedWhenItIsSaidThreeTimes() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        pass(Duration.ofSeconds(5));
        this.replicate.unlist("t7");
        this.replicate.failure = id -> new NotFoundException("x", answer(404));
        this.replicate.forget();
        pass(Duration.ofSeconds(30));
        assertThat(this.replicate.asked).containsExactly("t7", "t7", "t7");
        assertThat(this.failures).containsOnlyKeys("t7");
    }

    @Test
    void anEndWithoutAllThereIsToKnowIsAskedForOnce() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        pass(Duration.ofSeconds(5));
        this.replicate.forget();
        this.replicate.put(new Task("t7", "succeeded", tasks.get(7).createdAt(), false));
        pass(Duration.ofSeconds(5));
        assertThat(this.replicate.asked).containsExactly("t7");
        assertEnded(tasks.get(7).with("succeeded"));
        assertThat(heard(tasks.get(7))).allMatch(Task::complete);
    }

    static Stream<ReplicateException> failuresOfPages() {
        return Stream.of(
                new PermissionDeniedException("x", answer(403)),
                new AuthenticationException("x", answer(401)),
                new ApiResponseValidationException("x", null, "predictions.list", 200, new HttpHeaders(), "<html>"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfPages")
    void aPageThatFailsForGoodEndsNoWaitAndIsLeftAloneForAMinute(ReplicateException failure) {
        this.replicate.pageFailure = failure;
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        pass(Duration.ofSeconds(30));
        assertThat(this.replicate.pages).hasSize(1);
        assertThat(this.replicate.singles).hasSizeGreaterThan(100);
        Task ended = this.replicate.end(tasks.get(7));
        pass(Duration.ofSeconds(7));
        assertEnded(ended);
        this.replicate.pageFailure = null;
        pass(Duration.ofSeconds(40));
        this.replicate.forget();
        pass(Duration.ofSeconds(10));
        assertThat(this.replicate.singles).isEmpty();
        assertThat(this.replicate.pages).isNotEmpty();
    }

    @Test
    void aPageThatFailsForNowIsAskedForAgainTwice() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        pass(Duration.ofSeconds(10));
        this.replicate.forget();
        this.replicate.pageFailure = new InternalServerException("x", answer(503));
        passUntilAPageIsOnItsWay();
        passUntilAPageIsOnItsWay();
        this.replicate.pageFailure = null;
        Task ended = this.replicate.end(tasks.get(7));
        pass(Duration.ofSeconds(2));
        assertEnded(ended);
        assertThat(this.replicate.singles).isEmpty();
    }

    @Test
    void pagesThatFailThreeTimesInARowAreLeftAloneForAMinute() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        pass(Duration.ofSeconds(10));
        this.replicate.forget();
        this.replicate.pageFailure = new InternalServerException("x", answer(503));
        pass(Duration.ofSeconds(30));
        assertThat(this.replicate.pages).hasSize(3);
        Task ended = this.replicate.end(tasks.get(7));
        pass(Duration.ofSeconds(7));
        assertEnded(ended);
    }

    @Test
    void aLimitPausesAll() {
        List<Task> tasks = this.replicate.create(20);
        awaitAll(tasks);
        watch().watch(tasks.get(3).id(), tasks.get(3)).subscribe();
        pass(Duration.ofSeconds(5));
        this.replicate.pageFailure = new RateLimitException("x", answer(429), Duration.ofSeconds(40));
        pass(Duration.ofSeconds(3));
        this.replicate.pageFailure = null;
        this.replicate.forget();
        pass(Duration.ofSeconds(36));
        assertThat(this.replicate.all()).isEmpty();
        pass(Duration.ofSeconds(4));
        assertThat(this.replicate.pages).isNotEmpty();
        assertThat(this.replicate.singles).isNotEmpty();
    }

    @Test
    void otherOptionsShareTheBudgetButNoRequest() {
        FakeReplicate others = new FakeReplicate(LATENCY);
        List<Task> tasks = this.replicate.create(20);
        List<Task> ofOthers = others.create(20);
        PollScope otherScope = this.scope.withOtherOptions();
        awaitAll(tasks);
        ofOthers.forEach(task -> CompletionSource.of(others.source(), otherScope, SETTINGS, null)
                .watchForEnd(task.id(), task)
                .subscribe());
        pass(Duration.ofSeconds(5));
        assertThat(this.replicate.pages).isNotEmpty();
        assertThat(others.pages).isNotEmpty();
        this.replicate.pageFailure = new RateLimitException("x", answer(429), Duration.ofSeconds(40));
        pass(Duration.ofSeconds(3));
        others.forget();
        pass(Duration.ofSeconds(30));
        assertThat(others.all()).isEmpty();
    }

    @Test
    void whoLeavesTakesNothingAwayFromOthers() {
        List<Task> tasks = this.replicate.create(20);
        List<Disposable> waits = awaitAll(tasks);
        Disposable second = await(tasks.get(7), null);
        passUntilAPageIsOnItsWay();
        Task[] ended = {this.replicate.end(tasks.get(3)), this.replicate.end(tasks.get(7))};
        for (int i = 0; i < 20; i++) {
            if (i != 3) {
                waits.get(i).dispose();
            }
        }
        assertThat(this.replicate.left()).isZero();
        pass(LATENCY);
        assertEnded(ended);
        assertThat(second.isDisposed()).isTrue();
    }

    private void passUntilAPageIsOnItsWay() {
        int before = this.replicate.pages.size();
        while (this.replicate.pages.size() == before) {
            pass(Duration.ofMillis(1));
        }
    }

    @Test
    void whenThoseHaveLeftThatAPageWasAskedForNobodyWaitsForIt() {
        List<Disposable> waits = awaitAll(this.replicate.create(20));
        passUntilAPageIsOnItsWay();
        waits.forEach(Disposable::dispose);
        assertThat(this.replicate.left()).isOne();
    }

    @Test
    void whenAllHaveLeftNothingIsAskedAnyMore() {
        List<Task> tasks = this.replicate.create(120);
        List<Disposable> waits = awaitAll(tasks);
        pass(Duration.ofMillis(10));
        waits.forEach(Disposable::dispose);
        assertThat(this.replicate.left())
                .isPositive()
                .isEqualTo(this.replicate.all().size());
        this.replicate.forget();
        pass(Duration.ofMinutes(10));
        assertThat(this.replicate.all()).isEmpty();
    }

    @Test
    void whoListensToEachStateIsNotServedByPages() {
        List<Task> tasks = this.replicate.create(5);
        tasks.forEach(task ->
                watch().watch(task.id(), task).subscribe(state -> heard(task).add(state)));
        pass(Duration.ofSeconds(10));
        assertThat(this.replicate.pages).isEmpty();
        Task[] ended = tasks.stream().map(this.replicate::end).toArray(Task[]::new);
        pass(Duration.ofSeconds(7));
        assertEnded(ended);
    }

    @Test
    void idsOfWhichNothingIsKnownAreLookedForInTheNewestPages() {
        List<Task> tasks = this.replicate.create(3_000);
        tasks.forEach(task -> await(task, null));
        pass(Duration.ofSeconds(10));
        assertThat(this.heard).hasSize(3_000);
        assertThat(this.replicate.singles).hasSizeLessThan(500);
        this.replicate.forget();
        pass(Duration.ofSeconds(10));
        assertThat(this.replicate.singles).isEmpty();
    }

    @Test
    void oldIdsAreNotLookedForAgainAndAgain() {
        List<Task> old = this.replicate.create(1_000).subList(0, 50);
        old.forEach(task -> await(task, null));
        pass(Duration.ofSeconds(1));
        assertThat(this.heard).hasSize(50);
        assertThat(this.replicate.pages).hasSizeLessThan(5);
    }

    @RepeatedTest(10)
    void twoAreNotWorthAPageAndAskedForNoSoonerThanPromised() {
        this.replicate.create(2).forEach(task -> await(task, task));
        pass(Duration.ofMinutes(1));
        assertThat(this.replicate.pages).isEmpty();
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < this.replicate.asked.size(); i++) {
            long now = this.replicate.singles.get(i);
            Long before = last.put(this.replicate.asked.get(i), now);
            assertThat(now - (before == null ? 0 : before)).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void severalWhoWaitForTheSameShareItsRequests() {
        Task task = this.replicate.create(1).get(0);
        for (int i = 0; i < 10; i++) {
            await(task, task);
        }
        pass(Duration.ofSeconds(1));
        assertThat(this.replicate.singles).hasSize(1);
        Task ended = this.replicate.end(task);
        pass(Duration.ofSeconds(2));
        assertThat(heard(task).stream().filter(ended::equals)).hasSize(10);
    }

    @Test
    void aWaitThatJoinsIsAnsweredAtOnce() {
        Task task = this.replicate.create(1).get(0);
        await(task, null);
        pass(Duration.ofSeconds(30));
        this.replicate.forget();
        await(task, null);
        pass(Duration.ofMillis(1));
        assertThat(this.replicate.singles).hasSize(1);
    }
}
