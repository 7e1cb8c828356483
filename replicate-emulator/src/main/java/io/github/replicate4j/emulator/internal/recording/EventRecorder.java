/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.stream.EventLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageReader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;

/**
 * Writes the events of a stream to disk while they are sent to the client.
 */
final class EventRecorder {

    private static final int MAX_EVENT = 32 << 20;

    private static final int MAX_WAITING = 16;

    private static final ResolvableType EVENT =
            ResolvableType.forClassWithGenerics(ServerSentEvent.class, String.class);

    private final UnaryOperator<String> toEmulator;

    private final UnaryOperator<String> toRecording;

    private final Completion completion;

    private final Path file;

    private final BufferedWriter writer;

    private final long startedAt = System.nanoTime();

    private int count;

    private boolean done;

    private boolean finished;

    /**
     * Start a recording.
     *
     * @param file the file for the events
     * @param toEmulator replaces the text of an event for the client
     * @param toRecording replaces the replaced text for the recording
     * @param completion receives the complete file
     */
    EventRecorder(Path file, UnaryOperator<String> toEmulator, UnaryOperator<String> toRecording, Completion completion)
            throws IOException {
        this.file = file;
        this.toEmulator = toEmulator;
        this.toRecording = toRecording;
        this.completion = completion;
        this.writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    Flux<EventLog.Event> record(Flux<DataBuffer> body, HttpHeaders headers) {
        ServerSentEventHttpMessageReader reader = new ServerSentEventHttpMessageReader();
        reader.setMaxInMemorySize(MAX_EVENT);
        return reader.read(EVENT, new Message(body, headers), java.util.Map.of())
                .publishOn(Schedulers.boundedElastic(), MAX_WAITING)
                .<EventLog.Event>handle((event, sink) -> {
                    ServerSentEvent<?> received = (ServerSentEvent<?>) event;
                    // Others are comments.
                    if (received.event() != null || received.data() != null) {
                        sink.next(write(received));
                    }
                })
                .doFinally(this::finish);
    }

    private synchronized EventLog.Event write(ServerSentEvent<?> event) {
        String type = Objects.requireNonNullElse(event.event(), "message");
        String data = this.toEmulator.apply(String.valueOf(Objects.requireNonNullElse(event.data(), "")));
        long millis = (System.nanoTime() - this.startedAt) / 1_000_000;
        this.done = type.equals("done");
        if (!this.finished) {
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

    private synchronized void finish(SignalType signal) {
        if (this.finished) {
            return;
        }
        this.finished = true;
        try {
            this.writer.close();
            this.completion.accept(this.file, this.done || signal == SignalType.ON_COMPLETE);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
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
