/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.stream;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The events of one prediction, which streams can replay.
 */
public final class EventLog {

    /** The comment that Replicate sends if a connection has been open for too long, or if the events have been removed. */
    public static final String TIMED_OUT = ":408: 408 Request Timeout\n\n";

    private static final Pattern ID = Pattern.compile("(\\d{1,18}):(\\d{1,9})");

    private volatile Sinks.Many<Event> events = Sinks.many().replay().all();

    private final @Nullable Source source;

    private long second;

    private int index;

    public EventLog() {
        this.source = null;
    }

    /** Create a log whose events come from somewhere else, for each stream anew. */
    public EventLog(Source source) {
        this.source = source;
    }

    /** Add an event, and return the second in its id. */
    public synchronized long add(Instant time, String type, String data) {
        // Ids increase even if the clock goes back.
        long now = Math.max(time.getEpochSecond(), this.second);
        this.index = now == this.second ? this.index : 0;
        this.second = now;
        this.events.tryEmitNext(new Event(now, this.index++, type, data));
        return now;
    }

    public synchronized void end() {
        this.events.tryEmitComplete();
    }

    /** Remove the events of a log that has ended. */
    public synchronized void clear() {
        this.events = Sinks.many().replay().all();
        end();
    }

    /** Return the events after the one with the given id, or all events if the id is null. */
    public Flux<Event> after(@Nullable String id) {
        return this.source != null
                ? this.source.after(id)
                : this.events.asFlux().filter(event -> event.isAfter(id));
    }

    /** Return whether the events come from somewhere else, so that what is held for them has to be released. */
    public boolean hasSource() {
        return this.source != null;
    }

    /** Release what the source of the events holds. They are not read from now on. */
    public void discard() {
        if (this.source != null) {
            this.source.discard();
        }
    }

    /** A source of events. */
    @FunctionalInterface
    public interface Source {

        /** Return the events after the one with the given id, or all events if the id is null. */
        Flux<Event> after(@Nullable String id);

        /** Release what is held for events that no client reads. */
        default void discard() {}
    }

    /** An event of a prediction, as it is streamed. */
    public record Event(long second, int index, String type, String data) {

        /**
         * Create an event.
         *
         * @param id the id as it is streamed, or null
         * @param position the position in the stream, which replaces an id that does not consist of two numbers
         */
        public static Event of(@Nullable String id, int position, String type, String data) {
            Matcher numbers = ID.matcher(id == null ? "" : id);
            return numbers.matches()
                    ? new Event(Long.parseLong(numbers.group(1)), Integer.parseInt(numbers.group(2)), type, data)
                    : new Event(0, position, type, data);
        }

        public Event withData(String other) {
            return new Event(this.second, this.index, this.type, other);
        }

        String id() {
            return this.second + ":" + this.index;
        }

        /** Return whether this event follows the one with the given id. All events follow an unknown id. */
        public boolean isAfter(@Nullable String other) {
            if (other == null) {
                return true;
            }
            int colon = other.indexOf(':');
            try {
                long then = Long.parseLong(other.substring(0, Math.max(0, colon)));
                int before = Integer.parseInt(other.substring(colon + 1));
                return this.second > then || (this.second == then && this.index > before);
            } catch (NumberFormatException ex) {
                return true;
            }
        }
    }
}
