/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;

/**
 * A body as an {@link InputStream}. It buffers a few pieces only; reading the next one blocks as any blocking call does.
 */
public final class BodyInputStream extends InputStream {

    private static final int PREFETCH = 8;

    private final FluxReader<DataBuffer> body;

    private volatile boolean closed;

    private @Nullable DataBuffer buffer;

    /** Create a stream. The body is subscribed to with the first read. */
    public BodyInputStream(Flux<DataBuffer> body) {
        this.body = new FluxReader<>(body, PREFETCH, DataBufferUtils::release);
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
        int count = readBuffered(target, offset, length);
        while (count == 0) {
            DataBuffer next = this.body.next();
            keep(next);
            if (next == null) {
                return -1;
            }
            count = readBuffered(target, offset, length);
        }
        return count;
    }

    /** Another thread that closes the stream, and so releases the buffer, has to wait. */
    private synchronized int readBuffered(byte[] target, int offset, int length) {
        DataBuffer current = this.buffer;
        if (current == null) {
            return 0;
        }
        int count = Math.min(length, current.readableByteCount());
        current.read(target, offset, count);
        if (current.readableByteCount() == 0) {
            release();
        }
        return count;
    }

    private synchronized void keep(@Nullable DataBuffer next) throws IOException {
        this.buffer = next;
        if (this.closed) {
            release();
            throw new IOException("The stream was closed while it was read");
        }
    }

    private void release() {
        if (this.buffer != null) {
            DataBufferUtils.release(this.buffer);
            this.buffer = null;
        }
    }

    /** Cancel the body if it is incomplete. */
    @Override
    public void close() {
        synchronized (this) {
            this.closed = true;
            release();
        }
        this.body.close();
    }
}
