/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.error.CallInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class BlockingWaitTests {

    private final List<String> late = new ArrayList<>();

    @AfterEach
    void clearInterruptFlag() {
        Thread.interrupted();
    }

    @Test
    void interruptAfterValueKeepsValueAndFlag() {
        Mono<String> call = Mono.fromSupplier(() -> {
            Thread.currentThread().interrupt();
            return "value";
        });
        assertThat(Blocking.value(call, this.late::add)).isEqualTo("value");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(this.late).isEmpty();
    }

    @Test
    void interruptAfterErrorKeepsErrorAndFlag() {
        Mono<String> call = Mono.fromSupplier(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("message");
        });
        assertThat(catchThrowable(() -> Blocking.value(call))).hasMessage("message");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void valueAfterInterruptIsPassedToLateConsumer() {
        Thread caller = Thread.currentThread();
        Mono<String> call = Mono.fromDirect(subscriber -> subscriber.onSubscribe(new Subscription() {

            @Override
            public void request(long count) {
                caller.interrupt();
            }

            @Override
            public void cancel() {
                subscriber.onNext("value");
                subscriber.onComplete();
            }
        }));
        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() -> Blocking.value(call, this.late::add));
        assertThat(this.late).containsExactly("value");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void interruptedThreadDoesNotSubscribe() {
        AtomicBoolean subscribed = new AtomicBoolean();
        Mono<String> call = Mono.<String>never().doOnSubscribe(subscription -> subscribed.set(true));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() -> Blocking.value(call))
                .withMessageContaining("nothing was sent");
        assertThat(subscribed).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void failureContainsStackTraceOfCaller() {
        Mono<String> call = Mono.just("message")
                .publishOn(Schedulers.parallel())
                .map(UUID::fromString)
                .map(UUID::toString);
        Throwable failure = catchThrowable(() -> Blocking.value(call));
        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("message");
        assertThat(failure.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(getClass().getName()));
        assertThat(failure.getSuppressed()).singleElement().satisfies(here -> {
            assertThat(here).hasMessage("The blocking call was made here");
            assertThat(here.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().contains("failureContainsStackTraceOfCaller"));
        });
    }
}
