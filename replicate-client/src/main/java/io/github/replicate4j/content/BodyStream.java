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

package io.github.replicate4j.content;

import io.github.replicate4j.transport.Blocking;
import java.io.IOException;
import java.io.InputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;

/**
 * A body as a stream. It holds no more than a few pieces; each is waited for as every blocking call is.
 *
 * <p>Not meant for applications: it is public only because several packages of the client need it.
 */
public final class BodyStream extends InputStream {

    private static final int AHEAD = 8;

    private final Pieces pieces = new Pieces();

    private final Flux<DataBuffer> body;

    private boolean opened;

    private volatile boolean closed;

    private @Nullable DataBuffer piece;

    /**
     * Creates a stream. The body is subscribed to when it is first read.
     *
     * @param body bytes; they are released when they have been read
     */
    public BodyStream(Flux<DataBuffer> body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (this.closed) {
            throw new IOException("The stream has been closed");
        }
        if (length == 0) {
            return 0;
        }
        DataBuffer current = current();
        if (current == null) {
            return -1;
        }
        int count = Math.min(length, current.readableByteCount());
        current.read(target, offset, count);
        return count;
    }

    /** The piece to read from, which has something left, or {@code null} at the end. */
    private @Nullable DataBuffer current() throws IOException {
        DataBuffer current = this.piece;
        while (current == null || current.readableByteCount() == 0) {
            release();
            Blocking.get(Mono.defer(this::arrival));
            boolean ended = this.pieces.ended;
            current = this.pieces.take();
            if (this.closed) {
                throw closedMeanwhile(current);
            }
            if (current == null && ended) {
                return null;
            }
            this.piece = current;
        }
        return current;
    }

    /** The download begins only where its beginning may be waited for. */
    private Mono<Void> arrival() {
        if (!this.opened) {
            this.opened = true;
            this.body.contextCapture().subscribe(this.pieces);
        }
        return this.pieces.arrival();
    }

    private static IOException closedMeanwhile(@Nullable DataBuffer taken) {
        if (taken != null) {
            DataBufferUtils.release(taken);
        }
        return new IOException("The stream was closed while it was read");
    }

    private void release() {
        if (this.piece != null) {
            DataBufferUtils.release(this.piece);
            this.piece = null;
        }
    }

    /** Ends the download, wherever it stands. */
    @Override
    public void close() {
        if (!this.closed) {
            this.closed = true;
            release();
            this.pieces.end();
        }
    }

    /**
     * Pieces that have come, and at most one reader that waits for the next. It is told that there is one and takes it
     * itself, so that no piece is on its way to a reader that has been interrupted.
     */
    private static final class Pieces extends BaseSubscriber<DataBuffer> {

        private final Queue<DataBuffer> come = new ConcurrentLinkedQueue<>();

        private final AtomicReference<@Nullable MonoSink<Void>> waiting = new AtomicReference<>();

        private volatile boolean ended;

        private volatile boolean unwanted;

        private volatile @Nullable Throwable failure;

        /** Completes when there may be a piece, or nothing comes any more; fails if the download has. */
        Mono<Void> arrival() {
            return Mono.create(sink -> {
                this.waiting.set(sink);
                wake();
            });
        }

        @Nullable
        DataBuffer take() {
            DataBuffer piece = this.come.poll();
            if (piece != null) {
                request(1);
            }
            return piece;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(AHEAD);
        }

        @Override
        protected void hookOnNext(DataBuffer piece) {
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
            this.unwanted = true;
            cancel();
            clear();
        }

        private void clear() {
            for (DataBuffer left = this.come.poll(); left != null; left = this.come.poll()) {
                DataBufferUtils.release(left);
            }
        }
    }
}
