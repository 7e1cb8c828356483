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

package io.github.replicate4j.output;

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
 */
final class BodyStream extends InputStream {

    private static final int AHEAD = 8;

    private final Pieces pieces = new Pieces();

    private final Flux<DataBuffer> body;

    private boolean opened;

    private boolean closed;

    private @Nullable DataBuffer piece;

    BodyStream(Flux<DataBuffer> body) {
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
    private @Nullable DataBuffer current() {
        DataBuffer current = this.piece;
        while (current == null || current.readableByteCount() == 0) {
            release();
            if (!this.opened) {
                this.opened = true;
                this.body.contextCapture().subscribe(this.pieces);
            }
            current = Blocking.get(this.pieces.next());
            if (current == null) {
                return null;
            }
            this.piece = current;
        }
        return current;
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

    /** Pieces that have come, and at most one reader that waits for the next. */
    private static final class Pieces extends BaseSubscriber<DataBuffer> {

        private final Queue<DataBuffer> come = new ConcurrentLinkedQueue<>();

        private final AtomicReference<@Nullable MonoSink<DataBuffer>> waiting = new AtomicReference<>();

        private volatile boolean ended;

        private volatile @Nullable Throwable failure;

        Mono<DataBuffer> next() {
            return Mono.<DataBuffer>create(sink -> {
                        sink.onCancel(() -> this.waiting.compareAndSet(sink, null));
                        this.waiting.set(sink);
                        serve();
                    })
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(AHEAD);
        }

        @Override
        protected void hookOnNext(DataBuffer piece) {
            this.come.add(piece);
            serve();
        }

        @Override
        protected void hookOnError(Throwable failure) {
            this.failure = failure;
        }

        @Override
        protected void hookFinally(SignalType type) {
            this.ended = true;
            serve();
        }

        /** Whoever takes the sink serves it; an end counts only when all that came before it has been read. */
        private void serve() {
            boolean end = this.ended;
            if (this.come.isEmpty() && !end) {
                return;
            }
            MonoSink<DataBuffer> sink = this.waiting.getAndSet(null);
            if (sink == null) {
                return;
            }
            DataBuffer piece = this.come.poll();
            Throwable failed = this.failure;
            if (piece != null) {
                request(1);
                sink.success(piece);
            } else if (failed != null) {
                sink.error(failed);
            } else {
                sink.success();
            }
        }

        void end() {
            cancel();
            for (DataBuffer left = this.come.poll(); left != null; left = this.come.poll()) {
                DataBufferUtils.release(left);
            }
        }
    }
}
