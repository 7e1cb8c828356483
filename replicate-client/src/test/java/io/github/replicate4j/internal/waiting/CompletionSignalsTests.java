/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.polling.Task;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.testing.Stress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Waits with signals, in virtual time. */
@Isolated("Changes the schedulers of Reactor")
class CompletionSignalsTests {

    /** Real time: bounds a test that fails. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Task CREATED = new Task("a", "starting");

    private static final Task COMPLETED = new Task("a", "succeeded");

    private static final RunSettings SETTINGS =
            RunSettings.DEFAULT.with(run -> run.pollInterval(Duration.ofMillis(500)));

    private final CompletionSignals signals = new CompletionSignals();

    private final PollScope scope = new PollScope(SETTINGS.maxPollsPerMinute(), Duration.ofMinutes(1));

    private final AtomicReference<Task> remote = new AtomicReference<>(CREATED);

    private final AtomicInteger polls = new AtomicInteger();

    private CompletionSource<Task> source() {
        return new CompletionSource<>(
                new PollSource<>("Task", Task.class, id -> Mono.fromSupplier(this::poll), null),
                this.scope,
                SETTINGS,
                this.signals);
    }

    private Task poll() {
        this.polls.incrementAndGet();
        return this.remote.get();
    }

    @Test
    void webhookIsExpectedForAsLongAsAWaitIsOpen() {
        this.signals.expectWebhook("a");
        Disposable wait = this.signals.completion("a").subscribe();
        IntStream.range(0, 10_000).forEach(i -> this.signals.expectWebhook("other-" + i));
        assertThat(this.signals.isWebhookExpected("a")).isTrue();
        wait.dispose();
        assertThat(this.signals.isWebhookExpected("a")).isFalse();
        assertThat(this.signals.isWebhookExpected("other-0")).isTrue();
    }

    @Test
    void webhookIsNotExpectedAfterItHasArrived() {
        this.signals.expectWebhook("a");
        Disposable wait = this.signals.completion("a").subscribe();
        this.signals.completed(COMPLETED);
        assertThat(this.signals.isWebhookExpected("a")).isFalse();
        wait.dispose();
    }

    static IntStream repetitions() {
        return IntStream.range(0, Stress.times(50, 500));
    }

    /** Repeated because of the jitter. The status changes once, which resets the interval. */
    @ParameterizedTest
    @MethodSource("repetitions")
    void signalEndsWaitImmediatelyAfterTwoPollsInTenSeconds(int repetition) {
        this.signals.expectWebhook("a");
        StepVerifier.withVirtualTime(() -> source().completion("a", null).last())
                .thenAwait(Duration.ofSeconds(1))
                .then(() -> this.remote.set(new Task("a", "processing")))
                .thenAwait(Duration.ofSeconds(9))
                .then(() -> this.signals.completed(COMPLETED))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValue(2);
    }

    @Test
    void pollsOftenWithoutExpectedWebhook() {
        StepVerifier.withVirtualTime(() -> source().completion("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(10))
                .then(() -> this.signals.completed(COMPLETED))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValueGreaterThan(3);
    }

    @Test
    void pollsOftenForEveryState() {
        this.signals.expectWebhook("a");
        StepVerifier.withVirtualTime(() -> source().states("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(10))
                .then(() -> this.signals.completed(COMPLETED))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValueGreaterThan(3);
    }

    @Test
    void pollingFindsCompletionWithoutWebhook() {
        this.signals.expectWebhook("a");
        this.remote.set(COMPLETED);
        StepVerifier.withVirtualTime(() -> source().completion("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(8))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValue(1);
    }

    @Test
    void missedWebhookSuspendsExpectationsUntilOneArrives() {
        this.signals.expectWebhook("a");
        this.signals.expectWebhook("b");
        this.remote.set(COMPLETED);
        StepVerifier.withVirtualTime(() -> source().completion("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(8))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.signals.isWebhookExpected("b")).isFalse();
        this.signals.completed(new Task("c", "succeeded"));
        assertThat(this.signals.isWebhookExpected("b")).isTrue();
    }

    @Test
    void missedWebhookMakesOtherWaitsPollOften() {
        this.signals.expectWebhook("a");
        this.signals.expectWebhook("b");
        StepVerifier.withVirtualTime(() -> source().completion("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(8))
                .then(() -> {
                    assertThat(this.polls).hasValue(1);
                    this.signals.completionPolled("b");
                    this.remote.set(COMPLETED);
                })
                // The poll that was already scheduled keeps its time.
                .thenAwait(Duration.ofSeconds(12))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValue(2);
    }

    @Test
    void pollsImmediatelyIfSignalPrecedesCreateResponse() {
        this.signals.completed(COMPLETED);
        this.signals.expectWebhook("a");
        this.remote.set(COMPLETED);
        StepVerifier.withVirtualTime(() -> source().completion("a", CREATED).last())
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValue(1);
    }

    @Test
    void doesNotPollTerminalCreateResponseEvenIfSignaled() {
        this.signals.expectWebhook("a");
        this.signals.completed(COMPLETED);
        StepVerifier.create(source().completion("a", COMPLETED))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.polls).hasValue(0);
    }

    @Test
    void terminalCreateResponseKeepsWebhookExpectations() {
        this.signals.expectWebhook("a");
        this.signals.expectWebhook("b");
        StepVerifier.create(source().completion("a", COMPLETED))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
        assertThat(this.signals.isWebhookExpected("b")).isTrue();
    }

    @Test
    void notifiesAllWaitsForTheTaskAndNoOthers() {
        List<Task> received = new ArrayList<>();
        this.signals.completion("a").cast(Task.class).subscribe(received::add);
        this.signals.completion("a").cast(Task.class).subscribe(received::add);
        this.signals.completion("b").cast(Task.class).subscribe(received::add);
        this.signals.completed(new Task("a", "processing"));
        assertThat(received).isEmpty();
        this.signals.completed(COMPLETED);
        this.signals.completed(COMPLETED);
        assertThat(received).containsExactly(COMPLETED, COMPLETED);
    }

    @Test
    void ignoresTaskOfAnotherType() {
        this.signals.expectWebhook("a");
        this.remote.set(COMPLETED);
        StepVerifier.withVirtualTime(() -> source().completion("a", CREATED).last())
                .then(() -> this.signals.completed(new Other("a")))
                .thenAwait(Duration.ofSeconds(8))
                .expectNext(COMPLETED)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void remembersOnlyTheLatestTasks() {
        this.signals.expectWebhook("first");
        IntStream.range(0, 10_000).forEach(i -> this.signals.expectWebhook("later-" + i));
        assertThat(this.signals.isWebhookExpected("first")).isFalse();
        assertThat(this.signals.isWebhookExpected("later-0")).isTrue();
    }

    private record Other(String id) implements LongRunningTask {

        @Override
        public @Nullable String statusText() {
            return null;
        }

        @Override
        public boolean isTerminal() {
            return true;
        }
    }

    @Test
    void awaitedTasksAreThoseWithWaits() {
        CompletionSignals signals = new CompletionSignals();
        assertThat(signals.awaited()).isEmpty();
        Disposable first = signals.completion("a").subscribe();
        Disposable second = signals.completion("a").subscribe();
        signals.completion("b").subscribe();
        Set<String> before = signals.awaited();
        assertThat(before).containsExactlyInAnyOrder("a", "b");
        first.dispose();
        assertThat(signals.awaited()).containsExactlyInAnyOrder("a", "b");
        second.dispose();
        assertThat(signals.awaited()).containsExactly("b");
        signals.completed(new Completed("b"));
        assertThat(signals.awaited()).isEmpty();
        assertThat(before).containsExactlyInAnyOrder("a", "b");
    }

    private record Completed(String id) implements LongRunningTask {

        @Override
        public String statusText() {
            return "succeeded";
        }

        @Override
        public boolean isTerminal() {
            return true;
        }
    }
}
