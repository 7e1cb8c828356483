/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.reactive.BodyInputStream;
import io.github.replicate4j.internal.support.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.util.StreamUtils;
import org.springframework.web.multipart.MultipartFile;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * The source of the bytes of a file. Paths, byte arrays, multipart files and most resources can be read any number of
 * times. Streams, publishers and open resources can be read only once: any later attempt to read them fails, and never
 * returns the remaining bytes of an earlier attempt.
 */
public final class ContentSource {

    /** Returns the number of bytes, or {@code null} if it is unknown. It may block. */
    private interface Size {

        @Nullable
        Long get() throws IOException;
    }

    /** Opens the content. It may block. */
    private interface Opener {

        InputStream open() throws IOException;
    }

    private static final Log logger = LogFactory.getLog(ContentSource.class);

    private static final int CHUNK_SIZE = 32 * 1024;

    /** A stream does not indicate whether it has been read, and may be passed to several calls. */
    private static final ConsumedStreams CONSUMED = new ConsumedStreams();

    private final Size size;

    private final Opener opener;

    /** Identifies content that can be read only once; {@code null} if the content can be read again. */
    private final @Nullable Object stream;

    private final @Nullable Publisher<DataBuffer> publisher;

    private final AtomicInteger calls = new AtomicInteger();

    private volatile boolean started;

    /** Whether this source reads the stream, and not another source of the same stream. */
    private volatile boolean reads;

    private @Nullable InputStream opened;

    private boolean closed;

    private ContentSource(
            Size size, Opener opener, @Nullable Object stream, @Nullable Publisher<DataBuffer> publisher) {
        this.size = size;
        this.opener = opener;
        this.stream = stream;
        this.publisher = publisher;
    }

    /**
     * Create the source of some content. It reads nothing yet.
     *
     * @throws IllegalArgumentException if the content has another type
     */
    @SuppressWarnings("unchecked") // the builder of an upload accepts no other publishers
    public static ContentSource of(Object content) {
        if (content instanceof Path path) {
            return new ContentSource(() -> size(path), () -> Files.newInputStream(path), null, null);
        }
        if (content instanceof Resource resource) {
            return new ContentSource(
                    () -> size(resource), resource::getInputStream, resource.isOpen() ? resource : null, null);
        }
        if (content instanceof MultipartFile file) {
            return new ContentSource(file::getSize, file::getInputStream, null, null);
        }
        if (content instanceof FilePart part) {
            return published(part, part.content());
        }
        if (content instanceof InputStream stream) {
            return new ContentSource(() -> null, () -> stream, stream, null);
        }
        if (content instanceof byte[] bytes) {
            return new ContentSource(() -> (long) bytes.length, () -> new ByteArrayInputStream(bytes), null, null);
        }
        if (content instanceof Publisher<?> publisher) {
            return published(publisher, (Publisher<DataBuffer>) publisher);
        }
        throw new IllegalArgumentException(
                "no file can be read from a " + content.getClass().getName());
    }

    private static ContentSource published(Object stream, Publisher<DataBuffer> publisher) {
        return new ContentSource(() -> null, () -> new BodyInputStream(Flux.from(publisher)), stream, publisher);
    }

    private static Long size(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "is a directory or another special file");
        }
        if (!Files.isReadable(path)) {
            throw new FileSystemException(path.toString(), null, FileReadErrors.NOT_READABLE);
        }
        return Files.size(path);
    }

    private static @Nullable Long size(Resource resource) throws IOException {
        if (!resource.exists()) {
            throw new NoSuchFileException(resource.getDescription());
        }
        // The length of an InputStreamResource is found by reading all of it.
        long length = resource instanceof InputStreamResource ? -1 : resource.contentLength();
        return length < 0 ? null : length;
    }

    /**
     * Return the number of bytes. It may block.
     *
     * @return the size, or {@code null} if it is unknown before the content has been read
     * @throws IOException if the file does not exist or cannot be read
     */
    public @Nullable Long size() throws IOException {
        return this.size.get();
    }

    /** Read the bytes. Blocking sources are read on a thread that may block. */
    public Flux<DataBuffer> read() {
        return Flux.defer(() -> {
            start();
            Publisher<DataBuffer> bytes = this.publisher;
            return bytes != null
                    ? Flux.from(bytes).onErrorMap(Error.class, ApplicationErrors::wrap)
                    : DataBufferUtils.readInputStream(
                                    this::openedForReactor, DefaultDataBufferFactory.sharedInstance, CHUNK_SIZE)
                            .subscribeOn(Schedulers.boundedElastic());
        });
    }

    /**
     * Open the content on a thread that may block.
     *
     * @return the bytes; the caller closes them
     * @throws IOException if they cannot be read
     */
    public InputStream open() throws IOException {
        start();
        return opened();
    }

    private void start() {
        if (this.stream == null) {
            return;
        }
        this.started = true;
        if (!CONSUMED.add(this.stream)) {
            throw new ReplicateException(
                    "a stream can be read only once, and has already been read; give each call its own stream, or a"
                            + " file.",
                    null);
        }
        this.reads = true;
    }

    /** An {@link Error} of the content reaches the caller although Reactor reads the content. */
    private InputStream opened() throws IOException {
        try {
            return ApplicationErrors.guard(openOnce());
        } catch (Error error) {
            throw ApplicationErrors.wrap(error);
        }
    }

    /** Reactor closes a stream on the thread that cancels, which must not block. {@link #close()} closes it instead. */
    private InputStream openedForReactor() throws IOException {
        InputStream content = opened();
        return this.stream == null ? content : StreamUtils.nonClosing(content);
    }

    private InputStream openOnce() throws IOException {
        if (this.stream == null) {
            return this.opener.open();
        }
        synchronized (this) {
            if (this.closed) {
                throw new IOException("The stream was closed before it was read");
            }
            InputStream content = this.opener.open();
            this.opened = content;
            return content;
        }
    }

    /**
     * Return whether all bytes can be read, even if some have been read before.
     *
     * @return {@code false} once reading of a stream has started
     */
    public boolean canBeReadAgain() {
        return !this.started;
    }

    /** Start a call that may read the content. Each call ends with {@link #close()}. */
    public void use() {
        this.calls.incrementAndGet();
    }

    /**
     * End a call. The last call closes a stream, even if the stream has not been read, but never a stream that another
     * source reads. It may block.
     */
    public void close() {
        if (this.calls.decrementAndGet() > 0 || this.stream == null) {
            return;
        }
        try {
            InputStream content = toClose(this.stream);
            if (content != null) {
                content.close();
            }
        } catch (IOException | RuntimeException | Error ex) {
            logger.debug("Could not close a stream after its upload: " + Redaction.ofMessage(ex));
        }
    }

    private synchronized @Nullable InputStream toClose(Object stream) throws IOException {
        this.closed = true;
        if (this.opened != null || this.publisher != null) {
            return this.opened;
        }
        return this.reads || CONSUMED.add(stream) ? this.opener.open() : null;
    }
}
