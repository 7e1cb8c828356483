/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.recording.UpstreamClient.UpstreamResponse;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageReader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes the events of a stream to disk while they are sent to the client. The recording is saved before the client is notified of
 * the end of the stream.
 */
final class EventRecorder implements EventLog.Source {

    private static final Log logger = LogFactory.getLog(EventRecorder.class);

    private static final int MAX_EVENT = 32 << 20;

    private static final int MAX_WAITING = 16;

    private static final ResolvableType EVENT =
            ResolvableType.forClassWithGenerics(ServerSentEvent.class, String.class);

    private final UpstreamResponse upstream;

    private final UnaryOperator<String> toEmulator;

    private final UnaryOperator<String> toRecording;

    private final Completion completion;

    private final Path file;

    private final long startedAt = System.nanoTime();

    private final AtomicBoolean ending = new AtomicBoolean();

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private @Nullable BufferedWriter writer;

    private int count;

    private boolean done;

    private boolean closed;

    /**
     * Create a recorder of one stream.
     *
     * @param upstream the response with the stream
     * @param file the file for the events, which is created when the first client reads the stream
     * @param toEmulator replaces the text of an event for the client
     * @param toRecording replaces the replaced text for the recording
     * @param completion receives the complete file
     */
    EventRecorder(
            UpstreamResponse upstream,
            Path file,
            UnaryOperator<String> toEmulator,
            UnaryOperator<String> toRecording,
            Completion completion) {
        this.upstream = upstream;
        this.file = file;
        this.toEmulator = toEmulator;
        this.toRecording = toRecording;
        this.completion = completion;
    }

    @Override
    public Flux<EventLog.Event> after(@Nullable String id) {
        return Mono.fromRunnable(this::open)
                .subscribeOn(Schedulers.boundedElastic())
                .thenMany(Flux.defer(this::events))
                // Not canceled, because an interrupted thread cannot write.
                .concatWith(Mono.fromFuture(() -> end(true), true).then(Mono.empty()))
                .doOnError(ex -> end(false))
                .doOnCancel(() -> end(false));
    }

    private Flux<EventLog.Event> events() {
        ServerSentEventHttpMessageReader reader = new ServerSentEventHttpMessageReader();
        reader.setMaxInMemorySize(MAX_EVENT);
        return reader.read(EVENT, new Message(this.upstream.body(), this.upstream.headers()), Map.of())
                .publishOn(Schedulers.boundedElastic(), MAX_WAITING)
                .handle((event, sink) -> {
                    ServerSentEvent<?> received = (ServerSentEvent<?>) event;
                    // Others are comments.
                    if (received.event() != null || received.data() != null) {
                        sink.next(write(received));
                    }
                });
    }

    private synchronized void open() {
        if (this.closed) {
            return;
        }
        try {
            // Not a channel, which is closed if the thread is interrupted because the client disconnects.
            this.writer = new BufferedWriter(
                    new OutputStreamWriter(new FileOutputStream(this.file.toFile()), StandardCharsets.UTF_8));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private synchronized EventLog.Event write(ServerSentEvent<?> event) {
        String type = Objects.requireNonNullElse(event.event(), "message");
        String data = this.toEmulator.apply(String.valueOf(Objects.requireNonNullElse(event.data(), "")));
        long millis = (System.nanoTime() - this.startedAt) / 1_000_000;
        if (this.writer != null && !this.closed) {
            this.done = type.equals("done");
            try {
                byte[] line = JsonValues.write(
                        RecordedEvents.describe(millis, event.id(), type, this.toRecording.apply(data)));
                this.writer.write(new String(line, StandardCharsets.UTF_8));
                this.writer.write('\n');
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return EventLog.Event.of(event.id(), ++this.count, type, data);
    }

    /** Close the connection if no client reads the stream. */
    @Override
    public void discard() {
        end(false);
    }

    /**
     * End the recording, and save it if a client has read the stream.
     *
     * @param complete whether the API has ended the stream
     * @return completes when it is saved
     */
    CompletableFuture<Void> end(boolean complete) {
        if (this.ending.compareAndSet(false, true)) {
            Schedulers.boundedElastic().schedule(() -> save(complete));
        }
        return this.ended;
    }

    /** Return a future that completes when the recording has ended. */
    CompletableFuture<Void> ended() {
        return this.ended;
    }

    private void save(boolean complete) {
        try {
            if (close()) {
                this.completion.accept(this.file, complete || this.done);
            }
            this.ended.complete(null);
        } catch (IOException | RuntimeException ex) {
            logger.warn("The recording of an event stream cannot be saved as '" + this.file + "'", ex);
            this.ended.completeExceptionally(ex);
        } finally {
            this.upstream.discard();
        }
    }

    /** Close the file, and return whether there is one. */
    private synchronized boolean close() throws IOException {
        this.closed = true;
        if (this.writer == null) {
            return false;
        }
        this.writer.close();
        return true;
    }

    /** Receives the file of a stream. */
    @FunctionalInterface
    interface Completion {

        /**
         * Receive the file.
         *
         * @param complete whether the stream was not interrupted
         */
        void accept(Path file, boolean complete) throws IOException;
    }

    /** The response with the stream. */
    private record Message(Flux<DataBuffer> body, HttpHeaders headers) implements ReactiveHttpInputMessage {

        @Override
        public Flux<DataBuffer> getBody() {
            return this.body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return this.headers;
        }
    }
}
