/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.error.CallInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;

class BlockingStreamsTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestPublisher<String> source = TestPublisher.create();

    @AfterEach
    void clearInterruptFlag() {
        Thread.interrupted();
    }

    @Test
    void deliversEachElementOnceAndInOrder() {
        Flux<Integer> numbers = Flux.range(0, 100_000).publishOn(Schedulers.parallel());
        assertThat(BlockingStreams.stream(numbers))
                .isEqualTo(IntStream.range(0, 100_000).boxed().toList());
        assertThat(BlockingStreams.stream(numbers).parallel().map(each -> each).toList())
                .isEqualTo(IntStream.range(0, 100_000).boxed().toList());
    }

    @Test
    void subscribesWithFirstReadOnly() {
        Stream<String> stream = BlockingStreams.stream(this.source.flux()).map(String::strip);
        this.source.assertWasNotSubscribed();
        stream.close();
        this.source.assertWasNotSubscribed();
    }

    @Test
    void doesNotSubscribeAfterClose() {
        Stream<String> stream = BlockingStreams.stream(this.source.flux());
        Iterator<String> iterator = stream.iterator();
        stream.close();
        assertThatIllegalStateException().isThrownBy(iterator::hasNext).withMessageContaining("closed");
        this.source.assertWasNotSubscribed();
    }

    @Test
    void prefetchIsLimited() {
        AtomicInteger emitted = new AtomicInteger();
        Flux<Integer> numbers =
                Flux.range(0, 1000).doOnNext(each -> emitted.incrementAndGet()).publishOn(Schedulers.parallel(), 1);
        try (Stream<Integer> stream = BlockingStreams.stream(numbers)) {
            assertThat(stream.iterator().next()).isZero();
            Awaitility.await().atMost(LIMIT).during(Duration.ofMillis(50)).until(() -> emitted.get() < 50);
        }
    }

    @Test
    void closeCancelsSource() {
        try (Stream<String> stream = BlockingStreams.stream(this.source.flux().startWith("a", "b"))) {
            assertThat(stream.findFirst()).contains("a");
        }
        this.source.assertCancelled();
    }

    @Test
    void completeStreamNeedsNoClose() {
        AtomicInteger completions = new AtomicInteger();
        Flux<Integer> numbers = Flux.range(0, 100).doFinally(signal -> completions.incrementAndGet());
        assertThat(BlockingStreams.stream(numbers).count()).isEqualTo(100);
        assertThat(completions).hasValue(1);
    }

    @Test
    void errorIsThrownAfterPrecedingElements() {
        List<String> received = new ArrayList<>();
        Flux<String> broken = Flux.just("a", "b").concatWith(Mono.error(new IllegalArgumentException("broken")));
        assertThat(catchThrowable(() -> BlockingStreams.stream(broken).forEach(received::add)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
        assertThat(received).containsExactly("a", "b");
    }

    /** The last element is read, and the reader waits again, while the source announces its end. */
    @Test
    @Timeout(30)
    void errorIsThrownAlthoughLastElementIsReadConcurrently() {
        Thread reader = Thread.currentThread();
        CompletableFuture<Void> elementSeen = signal();
        CompletableFuture<Void> readerWaits = signal();
        CompletableFuture<Void> failed = signal();
        Queue<String> buffer = new ConcurrentLinkedQueue<>() {
            @Override
            public boolean isEmpty() {
                boolean empty = super.isEmpty();
                if (Thread.currentThread() != reader) {
                    elementSeen.complete(null);
                    readerWaits.join();
                } else if (empty) {
                    readerWaits.complete(null);
                    failed.join();
                }
                return empty;
            }
        };
        FluxReader<String> stream = new FluxReader<>(this.source.flux().startWith("a"), 2, unread -> {}, buffer);
        assertThat(stream.next()).isEqualTo("a");
        this.source.next("b");
        CompletableFuture.runAsync(() -> this.source.error(new IllegalArgumentException("broken")))
                .whenComplete((nothing, failure) -> failed.complete(null));
        elementSeen.join();
        assertThat(stream.next()).isEqualTo("b");
        assertThatIllegalArgumentException().isThrownBy(stream::next).withMessage("broken");
    }

    /** An interrupt, and therefore a timeout of the test, does not end {@code join()}. */
    private static CompletableFuture<Void> signal() {
        return new CompletableFuture<Void>().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void interruptCancelsSource() {
        Thread reader = Thread.currentThread();
        Flux<String> interrupting = this.source.flux().doOnSubscribe(subscription -> reader.interrupt());
        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() -> BlockingStreams.stream(interrupting).toList());
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        this.source.assertCancelled();
    }

    @Test
    void interruptedThreadDoesNotSubscribe() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() -> BlockingStreams.stream(this.source.flux()).toList())
                .withMessageContaining("nothing was sent");
        this.source.assertWasNotSubscribed();
    }

    @Test
    void rejectsReactorThread() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Mono.fromCallable(
                                () -> BlockingStreams.stream(this.source.flux()).toList())
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .withMessageContaining("AsyncReplicate");
        this.source.assertWasNotSubscribed();
    }

    @Test
    void concurrentCloseFailsRead() {
        Stream<String> stream = BlockingStreams.stream(this.source.flux());
        CompletableFuture<Throwable> reading = CompletableFuture.supplyAsync(() -> catchThrowable(stream::toList));
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> this.source.assertMinRequested(1));
        this.source.next("a");
        stream.close();
        assertThat(reading.join()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        this.source.assertCancelled();
    }

    @Test
    void completeStreamStaysCompleteAfterClose() {
        Stream<String> stream = BlockingStreams.stream(Flux.just("a"));
        Iterator<String> iterator = stream.iterator();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(iterator.hasNext()).isFalse();
        stream.close();
        assertThat(iterator.hasNext()).isFalse();
    }
}
