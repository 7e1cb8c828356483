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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.polling.Task;
import io.github.replicate4j.settings.RunSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How waits hear of an end. */
class CompletionSignalsTests {

    private static final Task CREATED = new Task("a", "starting");

    private static final Task ENDED = new Task("a", "succeeded");

    private static final RunSettings SETTINGS = RunSettings.DEFAULT.with(run -> run.pollInterval(Duration.ofMillis(500)));

    private final CompletionSignals signals = new CompletionSignals();

    private final PollScope scope = new PollScope(SETTINGS.maxPollsPerMinute());

    private final AtomicReference<Task> atReplicate = new AtomicReference<>(CREATED);

    private final AtomicInteger asked = new AtomicInteger();

    private CompletionSource<Task> watch() {
        return CompletionSource.of(
                new PollSource<>("Task", Task.class, id -> Mono.fromSupplier(this::answer), null),
                this.scope,
                SETTINGS,
                this.signals);
    }

    private Task answer() {
        this.asked.incrementAndGet();
        return this.atReplicate.get();
    }

    /** Often, for the intervals are drawn by lot; and with a status that changes, after which is asked as soon as at first. */
    @RepeatedTest(500)
    void anEndThatIsToldIsHeardAtOnceAndAskedForTwiceInTenSeconds() {
        this.signals.expect("a");
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", null).last())
                .thenAwait(Duration.ofSeconds(1))
                .then(() -> this.atReplicate.set(new Task("a", "processing")))
                .thenAwait(Duration.ofSeconds(9))
                .then(() -> this.signals.tell(ENDED))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValue(2);
    }

    @Test
    void whatIsNotExpectedIsAskedForAsOften() {
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(10))
                .then(() -> this.signals.tell(ENDED))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValueGreaterThan(3);
    }

    @Test
    void whoeverListensToEachStateAsksAsOftenAsBefore() {
        this.signals.expect("a");
        StepVerifier.withVirtualTime(() -> watch().watch("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(10))
                .then(() -> this.signals.tell(ENDED))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValueGreaterThan(3);
    }

    @Test
    void whatNobodyTellsIsFoundByAskingAllTheSame() {
        this.signals.expect("a");
        this.atReplicate.set(ENDED);
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(8))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValue(1);
    }

    @Test
    void whereAnEndWasNotToldNothingIsExpectedUntilOneIs() {
        this.signals.expect("a");
        this.signals.expect("b");
        this.atReplicate.set(ENDED);
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(8))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.signals.expects("b")).isFalse();
        this.signals.tell(new Task("c", "succeeded"));
        assertThat(this.signals.expects("b")).isTrue();
    }

    @Test
    void whoeverWaitsAlreadyAsksOftenOnceAnEndWasNotTold() {
        this.signals.expect("a");
        this.signals.expect("b");
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", CREATED).last())
                .thenAwait(Duration.ofSeconds(8))
                .then(() -> {
                    assertThat(this.asked).hasValue(1);
                    this.signals.foundByAsking("b");
                    this.atReplicate.set(ENDED);
                })
                // What was planned before is still kept to.
                .thenAwait(Duration.ofSeconds(12))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValue(2);
    }

    @Test
    void whatWasToldBeforeTheCreateWasAnsweredIsAskedForAtOnce() {
        this.signals.tell(ENDED);
        this.signals.expect("a");
        this.atReplicate.set(ENDED);
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", CREATED).last())
                .thenAwait(Duration.ofMillis(1))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValue(1);
    }

    @Test
    void whatEndedWithItsCreateIsNotAskedForEvenIfItWasToldBefore() {
        this.signals.expect("a");
        this.signals.tell(ENDED);
        StepVerifier.create(watch().watchForEnd("a", ENDED))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.asked).hasValue(0);
    }

    @Test
    void whatEndedWithItsCreateIsStillExpectedToBeTold() {
        this.signals.expect("a");
        this.signals.expect("b");
        StepVerifier.create(watch().watchForEnd("a", ENDED))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(this.signals.expects("b")).isTrue();
    }

    @Test
    void severalWaitsHearOfTheSameEndAndOthersDoNot() {
        List<Task> heard = new ArrayList<>();
        this.signals.end("a").cast(Task.class).subscribe(heard::add);
        this.signals.end("a").cast(Task.class).subscribe(heard::add);
        this.signals.end("b").cast(Task.class).subscribe(heard::add);
        this.signals.tell(new Task("a", "processing"));
        assertThat(heard).isEmpty();
        this.signals.tell(ENDED);
        this.signals.tell(ENDED);
        assertThat(heard).containsExactly(ENDED, ENDED);
    }

    @Test
    void whatIsOfAnotherKindEndsNoWait() {
        this.signals.expect("a");
        this.atReplicate.set(ENDED);
        StepVerifier.withVirtualTime(() -> watch().watchForEnd("a", CREATED).last())
                .then(() -> this.signals.tell(new Other("a")))
                .thenAwait(Duration.ofSeconds(8))
                .expectNext(ENDED)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void onlyTheLatestAreRemembered() {
        this.signals.expect("first");
        IntStream.range(0, 10_000).forEach(i -> this.signals.expect("later-" + i));
        assertThat(this.signals.expects("first")).isFalse();
        assertThat(this.signals.expects("later-0")).isTrue();
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
}
