/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;

/**
 * Reads a reactive stream element by element on a thread that may block. It buffers a few elements only, and subscribes with
 * the first read. One thread at a time may read; any thread may close.
 *
 * @param <T> type of the elements
 */
public final class FluxReader<T> implements AutoCloseable {

    private final Flux<T> source;

    private final Elements<T> elements;

    private boolean subscribed;

    /**
     * Create a reader. It does not subscribe yet.
     *
     * @param prefetch maximum number of buffered elements, at least 1
     */
    public FluxReader(Flux<T> source, int prefetch, Consumer<? super T> discard) {
        this(source, prefetch, discard, new ConcurrentLinkedQueue<>());
    }

    /** Tests pass their own queue, to control the order in which threads use it. */
    FluxReader(Flux<T> source, int prefetch, Consumer<? super T> discard, Queue<T> buffer) {
        this.source = source;
        this.elements = new Elements<>(prefetch, discard, buffer);
    }

    /**
     * Return the next element, waiting for it if necessary. An interrupt ends the wait; neither the stream nor an element is
     * lost.
     *
     * @return the next element, or {@code null} if the stream has completed or was closed
     */
    public @Nullable T next() {
        T element = Thread.currentThread().isInterrupted() ? null : this.elements.poll();
        while (element == null) {
            Blocking.get(Mono.defer(this::readable));
            boolean terminated = this.elements.terminated;
            element = this.elements.poll();
            // The notification may be about an element that has already been read. The next one is about the failure.
            if (element == null && terminated && this.elements.failure == null) {
                return null;
            }
        }
        return element;
    }

    /** Subscribes here, so that nothing is requested on a thread that must not block. */
    private Mono<Void> readable() {
        if (!this.subscribed && !this.elements.closed) {
            this.subscribed = true;
            this.source.contextCapture().subscribe(this.elements);
        }
        return this.elements.readable();
    }

    /** Return whether this reader was closed before all elements had been read. */
    public boolean closedEarly() {
        return this.elements.closedEarly;
    }

    /** Cancel the stream if it is incomplete, and discard the buffered elements. */
    @Override
    public void close() {
        this.elements.close();
    }

    /**
     * The buffered elements, and at most one reader that waits. The reader is only notified and polls the element itself, so
     * that no element is lost when the reader is interrupted.
     */
    private static final class Elements<T> extends BaseSubscriber<T> {

        private final int prefetch;

        private final Consumer<? super T> discard;

        private final Queue<T> buffered;

        private final AtomicReference<@Nullable MonoSink<Void>> waitingReader = new AtomicReference<>();

        private int polled;

        private volatile boolean terminated;

        private volatile boolean closed;

        private volatile boolean closedEarly;

        private volatile @Nullable Throwable failure;

        Elements(int prefetch, Consumer<? super T> discard, Queue<T> buffered) {
            this.prefetch = prefetch;
            this.discard = discard;
            this.buffered = buffered;
        }

        /** Completes when there may be an element or the stream has terminated; fails if the stream has failed. */
        Mono<Void> readable() {
            return Mono.create(sink -> {
                this.waitingReader.set(sink);
                notifyReader();
            });
        }

        @Nullable
        T poll() {
            T element = this.buffered.poll();
            if (element != null && ++this.polled > this.prefetch / 2) {
                request(this.polled);
                this.polled = 0;
            }
            return element;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(this.prefetch);
        }

        @Override
        protected void hookOnNext(T element) {
            this.buffered.add(element);
            if (this.closed) {
                discardBuffered();
            }
            notifyReader();
        }

        @Override
        protected void hookOnError(Throwable failure) {
            this.failure = failure;
        }

        @Override
        protected void hookFinally(SignalType type) {
            this.terminated = true;
            notifyReader();
        }

        private void notifyReader() {
            boolean last = this.terminated;
            boolean empty = this.buffered.isEmpty();
            if (empty && !last) {
                return;
            }
            MonoSink<Void> sink = this.waitingReader.getAndSet(null);
            Throwable failed = this.failure;
            if (sink == null) {
                return;
            }
            if (empty && failed != null) {
                sink.error(failed);
            } else {
                sink.success();
            }
        }

        void close() {
            this.closedEarly |= !this.terminated || !this.buffered.isEmpty();
            this.closed = true;
            cancel();
            // A stream that was never subscribed to sends no signal.
            this.terminated = true;
            discardBuffered();
            notifyReader();
        }

        private void discardBuffered() {
            for (T element = this.buffered.poll(); element != null; element = this.buffered.poll()) {
                this.discard.accept(element);
            }
        }
    }
}
