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

package io.github.replicate4j.internal.reactive;

import io.github.replicate4j.error.CallInterruptedException;
import java.util.Spliterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one place where a thread waits. Every blocking method of the client is one line that calls the reactive one
 * through here.
 */
public final class Blocking {

    private static final int STREAMED_AHEAD = 32;

    private Blocking() {}

    /**
     * Waits for a value.
     *
     * @param call the reactive call
     * @param <T> what it gives
     * @return the value, or {@code null} if the call completes without one
     * @throws IllegalStateException on a thread of Reactor, where waiting would stall other calls
     * @throws CallInterruptedException if the thread is interrupted; the call is cancelled then, or never made
     */
    public static <T> @Nullable T get(Mono<T> call) {
        return get(call, late -> {});
    }

    /**
     * Waits for a value that always comes.
     *
     * @param call the reactive call
     * @param <T> what it gives
     * @return the value
     * @throws IllegalStateException as {@link #get(Mono)}
     * @throws CallInterruptedException as {@link #get(Mono)}
     */
    public static <T> T value(Mono<T> call) {
        return value(call, late -> {});
    }

    /**
     * Waits for a value that always comes, and must not be lost.
     *
     * @param call the reactive call
     * @param late takes a value that crossed with an interrupt of the thread
     * @param <T> what it gives
     * @return the value
     * @throws IllegalStateException as {@link #get(Mono)}
     * @throws CallInterruptedException as {@link #get(Mono)}
     */
    public static <T> T value(Mono<T> call, Consumer<T> late) {
        T value = get(call, late);
        if (value == null) {
            throw new IllegalStateException("The call completed without a value");
        }
        return value;
    }

    /**
     * Turns a reactive stream into a stream for one thread. It is subscribed to when the first element is asked for, and no
     * more than a few elements are read ahead. Each wait follows the rules of {@link #get(Mono)}; an interrupt cancels what
     * the stream comes from.
     *
     * @param source the reactive stream
     * @param <T> what it gives
     * @return a stream; to close it cancels what it comes from, and to read on then is an {@link IllegalStateException}
     */
    public static <T> Stream<T> stream(Flux<T> source) {
        return stream(source, STREAMED_AHEAD);
    }

    /**
     * Turns a reactive stream of which old elements are of little use into a stream for one thread, as
     * {@link #stream(Flux)}: a single element is read ahead.
     *
     * @param source the reactive stream
     * @param <T> what it gives
     * @return a stream, to be closed
     */
    public static <T> Stream<T> updates(Flux<T> source) {
        return stream(source, 1);
    }

    private static <T> Stream<T> stream(Flux<T> source, int ahead) {
        FluxReader<T> pull = new FluxReader<>(source, ahead, unwanted -> {});
        return StreamSupport.stream(new Pulled<>(pull), false).onClose(pull::close);
    }

    private static <T> @Nullable T get(Mono<T> call, Consumer<T> late) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("A blocking Replicate call was made on the reactor thread "
                    + Thread.currentThread().getName() + ": call AsyncReplicate there, or move the call to"
                    + " Schedulers.boundedElastic()");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CallInterruptedException(
                    "The thread was interrupted before it called Replicate; nothing was sent.",
                    new InterruptedException());
        }
        Waiting<T> waiting = new Waiting<>(late);
        // Without the capture, a client span would have no parent.
        call.contextCapture().subscribe(waiting);
        return waiting.result();
    }

    /** Elements in the order in which they come; they cannot be split among threads. */
    private record Pulled<T>(FluxReader<T> pull) implements Spliterator<T> {

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            T next;
            try {
                next = this.pull.next();
            } catch (CallInterruptedException ex) {
                this.pull.close();
                throw ex;
            }
            if (next == null) {
                if (this.pull.brokenOff()) {
                    throw new IllegalStateException("The stream has been closed, and was not read to its end");
                }
                return false;
            }
            action.accept(next);
            return true;
        }

        @Override
        public @Nullable Spliterator<T> trySplit() {
            return null;
        }

        @Override
        public long estimateSize() {
            return Long.MAX_VALUE;
        }

        @Override
        public int characteristics() {
            return ORDERED | NONNULL;
        }
    }

    /** What a thread waits for: settled once, by a signal of the call or by an interrupt of the thread. */
    private static final class Waiting<T> implements CoreSubscriber<T> {

        private final Consumer<T> late;

        private final CountDownLatch done = new CountDownLatch(1);

        private final AtomicBoolean settled = new AtomicBoolean();

        private volatile @Nullable Subscription subscription;

        private volatile @Nullable T value;

        private volatile @Nullable Throwable failure;

        Waiting(Consumer<T> late) {
            this.late = late;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T value) {
            if (this.settled.compareAndSet(false, true)) {
                this.value = value;
                this.done.countDown();
            } else {
                this.late.accept(value);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (this.settled.compareAndSet(false, true)) {
                this.failure = failure;
                this.done.countDown();
            }
        }

        @Override
        public void onComplete() {
            if (this.settled.compareAndSet(false, true)) {
                this.done.countDown();
            }
        }

        @Nullable
        T result() {
            boolean interrupted = false;
            while (true) {
                try {
                    this.done.await();
                    break;
                } catch (InterruptedException ex) {
                    interrupted = true;
                    if (this.settled.compareAndSet(false, true)) {
                        throw givenUp(ex);
                    }
                    // The result is as good as there.
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = this.failure;
            if (thrown != null) {
                RuntimeException unchecked = Exceptions.propagate(thrown);
                // Where the caller stands is not in the trace of another thread.
                unchecked.addSuppressed(new Exception("The blocking call was made here"));
                throw unchecked;
            }
            return this.value;
        }

        private CallInterruptedException givenUp(InterruptedException interruption) {
            Thread.currentThread().interrupt();
            Subscription running = this.subscription;
            if (running != null) {
                running.cancel();
            }
            return new CallInterruptedException(
                    "The thread was interrupted while it waited for Replicate; the call was cancelled.", interruption);
        }
    }
}
