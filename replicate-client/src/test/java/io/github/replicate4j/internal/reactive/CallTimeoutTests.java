/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.scheduler.VirtualTimeScheduler;

@Isolated("Changes the schedulers of Reactor")
class CallTimeoutTests {

    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    /** Time during which no timer was able to fire. */
    private Duration lostTime = Duration.ZERO;

    private final TimeoutScheduler timeouts =
            new TimeoutScheduler(() -> this.time.now(TimeUnit.NANOSECONDS) + this.lostTime.toNanos());

    @BeforeEach
    void useVirtualTime() {
        this.time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void useRealTime() {
        VirtualTimeScheduler.reset();
    }

    private <T> Mono<T> limited(Duration limit, Mono<T> call) {
        return call.transform(new CallTimeout(limit, this.timeouts)::apply);
    }

    private List<String> timedOut(Duration... limits) {
        List<String> timedOut = new ArrayList<>();
        for (Duration limit : limits) {
            limited(limit, Mono.never())
                    .subscribe(
                            value -> {},
                            failure -> timedOut.add(limit.toSeconds() + " at " + this.time.now(TimeUnit.SECONDS)));
        }
        return timedOut;
    }

    @Test
    void eachCallHasItsOwnTimeout() {
        List<String> timedOut = timedOut(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));
        this.time.advanceTimeBy(Duration.ofSeconds(4));
        List<String> later = timedOut(Duration.ofSeconds(2), Duration.ofSeconds(90));
        this.time.advanceTimeBy(Duration.ofSeconds(200));
        assertThat(timedOut).containsExactly("5 at 5", "30 at 30", "60 at 60");
        assertThat(later).containsExactly("2 at 6", "90 at 94");
    }

    @Test
    void doesNotAffectCallThatCompletesInTime() {
        StepVerifier.create(limited(Duration.ofSeconds(10), Mono.just("value")))
                .expectNext("value")
                .verifyComplete();
        StepVerifier.create(limited(Duration.ofSeconds(10), Mono.empty())).verifyComplete();
        StepVerifier.create(limited(Duration.ofSeconds(10), Mono.error(new IllegalStateException("own failure"))))
                .verifyErrorMessage("own failure");
        this.time.advanceTimeBy(Duration.ofSeconds(20));
        assertThat(timedOut(Duration.ofSeconds(3))).isEmpty();
    }

    @Test
    void cancelsCallOnTimeout() {
        PublisherProbe<String> call = PublisherProbe.of(Mono.never());
        StepVerifier.create(limited(Duration.ofSeconds(10), call.mono()))
                .then(() -> this.time.advanceTimeBy(Duration.ofSeconds(10)))
                .verifyError(TimeoutException.class);
        call.assertWasCancelled();
    }

    @Test
    void callerCanCancel() {
        PublisherProbe<String> call = PublisherProbe.of(Mono.never());
        List<Throwable> failures = new ArrayList<>();
        limited(Duration.ofSeconds(10), call.mono())
                .subscribe(value -> {}, failures::add)
                .dispose();
        this.time.advanceTimeBy(Duration.ofSeconds(20));
        call.assertWasCancelled();
        assertThat(failures).isEmpty();
    }

    @Test
    void lateValueIsDiscarded() {
        List<String> discarded = new ArrayList<>();
        List<Object> signals = new ArrayList<>();
        Uncancellable call = new Uncancellable();
        limited(Duration.ofSeconds(10), call)
                .doOnDiscard(String.class, discarded::add)
                .subscribe(signals::add, failure -> signals.add(failure.getClass()));
        this.time.advanceTimeBy(Duration.ofSeconds(10));
        call.caller().onNext("late");
        assertThat(signals).containsExactly(ClientTimeoutException.class);
        assertThat(discarded).containsExactly("late");
    }

    /** Call that ignores cancellation, as a response in flight does. */
    private static final class Uncancellable extends Mono<String> {

        private @Nullable CoreSubscriber<? super String> caller;

        @Override
        public void subscribe(CoreSubscriber<? super String> caller) {
            this.caller = caller;
            caller.onSubscribe(Operators.emptySubscription());
        }

        CoreSubscriber<? super String> caller() {
            return Objects.requireNonNull(this.caller);
        }
    }

    @Test
    void callerThatThrowsDoesNotPreventOtherTimeouts() {
        // The virtual scheduler does not survive an exception.
        useRealTime();
        TimeoutScheduler shared = new TimeoutScheduler(System::nanoTime);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        new CallTimeout(Duration.ofMillis(500), shared)
                .apply(Mono.<String>never())
                .subscribe(value -> {}, failed::set);
        new CallTimeout(Duration.ofMillis(1), shared)
                .apply(Mono.<String>never())
                .subscribe(value -> {}, failure -> {
                    throw new IllegalStateException("thrown by a caller");
                });
        await().until(() -> failed.get() instanceof TimeoutException);
    }

    @Test
    void lostTimerIsReplaced() {
        List<String> earlier = timedOut(Duration.ofSeconds(10));
        this.lostTime = Duration.ofSeconds(12);
        List<String> timedOut = timedOut(Duration.ofSeconds(5));
        this.time.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(timedOut).containsExactly("5 at 5");
        assertThat(earlier).containsExactly("10 at 5");
    }
}
