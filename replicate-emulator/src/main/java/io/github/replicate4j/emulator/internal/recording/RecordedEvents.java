/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * The recorded events of a stream, which are sent with their timing. The file contains one JSON object per line.
 *
 * @param links replaces the text of an event
 */
record RecordedEvents(Path file, EmulatorClock clock, UnaryOperator<String> links) implements EventLog.Source {

    static Map<String, @Nullable Object> describe(long afterMillis, @Nullable String id, String type, String data) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put("after_ms", afterMillis);
        if (id != null) {
            description.put("id", id);
        }
        description.put("event", type);
        description.put("data", data);
        return description;
    }

    /**
     * Validate all events. This method blocks.
     *
     * @throws InvalidRecordingException if one is damaged
     */
    static void validate(Path file) {
        try (Cursor cursor = new Cursor(file)) {
            while (cursor.next() != null) {
                // Reading validates.
            }
        }
    }

    @Override
    public Flux<EventLog.Event> after(@Nullable String id) {
        return Flux.using(() -> new Cursor(this.file), cursor -> events(cursor, id), Cursor::close);
    }

    private Flux<EventLog.Event> events(Cursor cursor, @Nullable String id) {
        Timing timing = new Timing(this.clock.now());
        return Flux.<TimedEvent>generate(sink -> {
                    TimedEvent next = cursor.next();
                    while (next != null && !next.event().isAfter(id)) {
                        timing.skipped = next.afterMillis();
                        next = cursor.next();
                    }
                    if (next == null) {
                        sink.complete();
                    } else {
                        sink.next(next);
                    }
                })
                .concatMap(next -> send(next, timing), 1);
    }

    private Mono<EventLog.Event> send(TimedEvent next, Timing timing) {
        Duration due = Duration.ofMillis(next.afterMillis() - timing.skipped);
        Duration delay = due.minus(Duration.between(timing.start, this.clock.now()));
        EventLog.Event event =
                next.event().withData(this.links.apply(next.event().data()));
        if (delay.isNegative() || delay.isZero()) {
            return Mono.just(event);
        }
        return Mono.create(sink -> {
            EmulatorClock.Timer timer = this.clock.schedule(() -> sink.success(event), delay);
            sink.onCancel(timer::cancel);
        });
    }

    /** When the first event was due. */
    private static final class Timing {

        private final Instant start;

        private long skipped;

        Timing(Instant start) {
            this.start = start;
        }
    }

    /** An event, and its time after the first byte of the stream. */
    private record TimedEvent(long afterMillis, EventLog.Event event) {}

    /** A position in the file. */
    private static final class Cursor implements AutoCloseable {

        private final Path file;

        private final BufferedReader reader;

        private int line;

        private long time;

        Cursor(Path file) {
            this.file = file;
            try {
                this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        @Nullable
        TimedEvent next() {
            String text;
            try {
                this.line++;
                text = this.reader.readLine();
            } catch (IOException ex) {
                throw new InvalidRecordingException(this.file, this.line, "cannot be read: " + ex, ex);
            }
            return text == null ? null : event(text);
        }

        private TimedEvent event(String text) {
            Object json;
            try {
                json = JsonValues.read(text.getBytes(StandardCharsets.UTF_8));
            } catch (JacksonException ex) {
                throw invalid("is not JSON: " + ex.getOriginalMessage());
            }
            if (!(json instanceof Map<?, ?> fields)) {
                throw invalid("must be an object");
            }
            if (!(fields.get("after_ms") instanceof Integer after) || after < this.time) {
                throw invalid("/after_ms must be a number that is not less than in the line before");
            }
            if (!(fields.get("event") instanceof String type)) {
                throw invalid("/event must be a string");
            }
            if (!(fields.get("data") instanceof String data)) {
                throw invalid("/data must be a string");
            }
            this.time = after;
            String id = fields.get("id") instanceof String found ? found : null;
            return new TimedEvent(after, EventLog.Event.of(id, this.line, type, data));
        }

        private InvalidRecordingException invalid(String problem) {
            return new InvalidRecordingException(this.file, this.line, problem, null);
        }

        @Override
        public void close() {
            try {
                this.reader.close();
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }
}
