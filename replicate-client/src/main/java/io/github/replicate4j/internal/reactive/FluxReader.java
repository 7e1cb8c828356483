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
 * Takes what a reactive stream gives piece by piece, on a thread that may wait. It holds no more than a few pieces ahead,
 * and begins only when the first one is asked for. One thread at a time takes; any thread may close.
 *
 * @param <T> what is taken
 */
public final class FluxReader<T> implements AutoCloseable {

    private final Flux<T> source;

    private final Pieces<T> pieces;

    private boolean opened;

    /**
     * Prepares to take. Nothing is subscribed to yet.
     *
     * @param source what to take from
     * @param ahead how many pieces may lie ready, at least one
     * @param discard takes what nobody takes any more, so that it can be released
     */
    public FluxReader(Flux<T> source, int ahead, Consumer<? super T> discard) {
        this.source = source;
        this.pieces = new Pieces<>(ahead, discard);
    }

    /**
     * Takes the next piece, and waits for it if need be. An interrupt ends the wait, but neither the stream nor any
     * piece of it is lost by that.
     *
     * @return the next piece, or {@code null} if none comes any more, because the stream has ended or was closed
     * @throws IllegalStateException as {@link Blocking#get(Mono)}
     * @throws io.github.replicate4j.error.CallInterruptedException as {@link Blocking#get(Mono)}
     */
    public @Nullable T next() {
        T ready = Thread.currentThread().isInterrupted() ? null : this.pieces.take();
        while (ready == null) {
            Blocking.get(Mono.defer(this::arrival));
            boolean ended = this.pieces.ended;
            ready = this.pieces.take();
            if (ready == null && ended) {
                return null;
            }
        }
        return ready;
    }

    /** The stream begins only where its beginning may be waited for. */
    private Mono<Void> arrival() {
        if (!this.opened && !this.pieces.unwanted) {
            this.opened = true;
            this.source.contextCapture().subscribe(this.pieces);
        }
        return this.pieces.arrival();
    }

    /**
     * Tells whether it was closed before all had been taken.
     *
     * @return whether something may be missing
     */
    public boolean brokenOff() {
        return this.pieces.brokenOff;
    }

    /** Ends the stream, wherever it stands. */
    @Override
    public void close() {
        this.pieces.end();
    }

    /**
     * Pieces that have come, and at most one reader that waits for the next. It is told that there is one and takes it
     * itself, so that no piece is on its way to a reader that has been interrupted.
     */
    private static final class Pieces<T> extends BaseSubscriber<T> {

        private final int ahead;

        private final Consumer<? super T> discard;

        private final Queue<T> come = new ConcurrentLinkedQueue<>();

        private final AtomicReference<@Nullable MonoSink<Void>> waiting = new AtomicReference<>();

        private int taken;

        private volatile boolean ended;

        private volatile boolean unwanted;

        private volatile boolean brokenOff;

        private volatile @Nullable Throwable failure;

        Pieces(int ahead, Consumer<? super T> discard) {
            this.ahead = ahead;
            this.discard = discard;
        }

        /** Completes when there may be a piece, or nothing comes any more; fails if the stream has. */
        Mono<Void> arrival() {
            return Mono.create(sink -> {
                this.waiting.set(sink);
                wake();
            });
        }

        @Nullable
        T take() {
            T piece = this.come.poll();
            if (piece != null && ++this.taken > this.ahead / 2) {
                request(this.taken);
                this.taken = 0;
            }
            return piece;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(this.ahead);
        }

        @Override
        protected void hookOnNext(T piece) {
            this.come.add(piece);
            if (this.unwanted) {
                clear();
            }
            wake();
        }

        @Override
        protected void hookOnError(Throwable failure) {
            this.failure = failure;
        }

        @Override
        protected void hookFinally(SignalType type) {
            this.ended = true;
            wake();
        }

        private void wake() {
            boolean end = this.ended;
            boolean empty = this.come.isEmpty();
            if (empty && !end) {
                return;
            }
            MonoSink<Void> sink = this.waiting.getAndSet(null);
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

        void end() {
            this.brokenOff |= !this.ended || !this.come.isEmpty();
            this.unwanted = true;
            cancel();
            // A stream that never began tells nobody that it has ended.
            this.ended = true;
            clear();
            wake();
        }

        private void clear() {
            for (T left = this.come.poll(); left != null; left = this.come.poll()) {
                this.discard.accept(left);
            }
        }
    }
}
