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
        DataBuffer current = current();
        if (current == null) {
            return -1;
        }
        int count = Math.min(length, current.readableByteCount());
        current.read(target, offset, count);
        return count;
    }

    /** Return a buffer with readable bytes, or {@code null} at the end. */
    private @Nullable DataBuffer current() throws IOException {
        DataBuffer current = this.buffer;
        while (current == null || current.readableByteCount() == 0) {
            release();
            current = this.body.next();
            if (this.closed) {
                throw closedConcurrently(current);
            }
            if (current == null) {
                return null;
            }
            this.buffer = current;
        }
        return current;
    }

    private static IOException closedConcurrently(@Nullable DataBuffer unread) {
        if (unread != null) {
            DataBufferUtils.release(unread);
        }
        return new IOException("The stream was closed while it was read");
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
        if (!this.closed) {
            this.closed = true;
            release();
            this.body.close();
        }
    }
}
