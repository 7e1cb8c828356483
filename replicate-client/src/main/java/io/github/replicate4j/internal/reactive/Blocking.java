/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import io.github.replicate4j.error.CallInterruptedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Blocks the current thread on reactive calls. This is the only class of the client that blocks.
 */
public final class Blocking {

    private Blocking() {}

    /**
     * Wait for an optional value.
     *
     * @return the value, or {@code null} if the call completes without one
     * @throws CallInterruptedException if the thread is interrupted; the call is cancelled, or not made at all
     */
    public static <T> @Nullable T get(Mono<T> call) {
        return get(call, late -> {});
    }

    /** Wait for a value. */
    public static <T> T value(Mono<T> call) {
        return value(call, late -> {});
    }

    /** Wait for a value that must not be lost. */
    public static <T> T value(Mono<T> call, Consumer<T> late) {
        T value = get(call, late);
        if (value == null) {
            throw new IllegalStateException("The call completed without a value");
        }
        return value;
    }

    private static <T> @Nullable T get(Mono<T> call, Consumer<T> late) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("A blocking Replicate call was made on the reactor thread "
                    + Thread.currentThread().getName() + ": use AsyncReplicate there, or move the call to"
                    + " Schedulers.boundedElastic()");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CallInterruptedException(
                    "The thread was interrupted before it called Replicate; nothing was sent.",
                    new InterruptedException());
        }
        BlockingSubscriber<T> subscriber = new BlockingSubscriber<>(late);
        // Without the captured context, an observation of the call would have no parent.
        call.contextCapture().subscribe(subscriber);
        return subscriber.await();
    }

    /** Settled once: by a signal of the call, or by an interrupt of the thread. */
    private static final class BlockingSubscriber<T> implements CoreSubscriber<T> {

        private final Consumer<T> late;

        private final CountDownLatch done = new CountDownLatch(1);

        private final AtomicBoolean settled = new AtomicBoolean();

        private volatile @Nullable Subscription subscription;

        private volatile @Nullable T value;

        private volatile @Nullable Throwable failure;

        BlockingSubscriber(Consumer<T> late) {
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
        T await() {
            boolean interrupted = false;
            while (true) {
                try {
                    this.done.await();
                    break;
                } catch (InterruptedException ex) {
                    interrupted = true;
                    if (this.settled.compareAndSet(false, true)) {
                        throw interrupted(ex);
                    }
                    // The result has arrived and is about to be published.
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = this.failure;
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                RuntimeException unchecked = Exceptions.propagate(thrown);
                // The stack trace of another thread does not contain the caller.
                unchecked.addSuppressed(new Exception("The blocking call was made here"));
                throw unchecked;
            }
            return this.value;
        }

        private CallInterruptedException interrupted(InterruptedException interruption) {
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
