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

package io.github.replicate4j.internal.content;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.BodyInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/**
 * Bytes that can be read only once: a stream. Whoever is late gets an error, and never the rest of what another has begun.
 */
public final class OneTimeSource implements ContentSource {

    private static final Log logger = LogFactory.getLog(OneTimeSource.class);

    /** A stream does not tell whether it has been read, and may be given to several calls. */
    private static final ConsumedStreams BEGUN = new ConsumedStreams();

    private final Object origin;

    private final Size size;

    private final Opening opening;

    private final @Nullable Publisher<DataBuffer> publisher;

    private final AtomicBoolean begun = new AtomicBoolean();

    private final AtomicInteger users = new AtomicInteger();

    /** Whether it was this call that began, and no other that was given the same stream. */
    private volatile boolean mine;

    private @Nullable InputStream open;

    private boolean closed;

    /**
     * Creates a source.
     *
     * @param origin what stands for the bytes, wherever it is met
     * @param size how many there are
     * @param opening hands them out
     */
    OneTimeSource(Object origin, Size size, Opening opening) {
        this(origin, size, opening, null);
    }

    private OneTimeSource(Object origin, Size size, Opening opening, @Nullable Publisher<DataBuffer> publisher) {
        this.origin = origin;
        this.size = size;
        this.opening = opening;
        this.publisher = publisher;
    }

    public static ContentSource of(InputStream stream) {
        return new OneTimeSource(stream, () -> null, () -> stream);
    }

    public static ContentSource of(Object origin, Publisher<DataBuffer> publisher) {
        return new OneTimeSource(origin, () -> null, () -> new BodyInputStream(Flux.from(publisher)), publisher);
    }

    @Override
    public @Nullable Long size() throws IOException {
        return this.size.get();
    }

    @Override
    public Flux<DataBuffer> read() {
        return Flux.defer(() -> {
            begin();
            Publisher<DataBuffer> bytes = this.publisher;
            return bytes == null ? ReadableSource.apart(this::opened) : Flux.from(bytes);
        });
    }

    @Override
    public InputStream open() throws IOException {
        begin();
        return opened();
    }

    private synchronized InputStream opened() throws IOException {
        if (this.closed) {
            throw new IOException("The stream was closed before it was read");
        }
        InputStream stream = this.opening.open();
        this.open = stream;
        return stream;
    }

    /** A stream that nobody has opened is closed too: it was handed over for good. */
    private synchronized @Nullable InputStream toBeClosed() throws IOException {
        this.closed = true;
        if (this.open != null || this.publisher != null) {
            return this.open;
        }
        return this.mine || BEGUN.add(this.origin) ? this.opening.open() : null;
    }

    private void begin() {
        this.begun.set(true);
        if (!BEGUN.add(this.origin)) {
            throw new ReplicateException(
                    "a stream can be read only once, and has been; give each call a stream of its own, or a file.",
                    null);
        }
        this.mine = true;
    }

    @Override
    public boolean canBeReadAgain() {
        return !this.begun.get();
    }

    @Override
    public void use() {
        this.users.incrementAndGet();
    }

    /** A call that came too late must not end the one that reads. */
    @Override
    public void close() {
        if (this.users.decrementAndGet() > 0) {
            return;
        }
        try {
            InputStream stream = toBeClosed();
            if (stream != null) {
                stream.close();
            }
        } catch (IOException | RuntimeException ex) {
            logger.debug("A stream could not be closed after its upload: " + ex.getMessage());
        }
    }
}
