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

package io.github.replicate4j.emulator.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong with the events of a stream. Effects add up; of several cuts the last one holds. Events are counted
 * from the first that is sent over the connection, be it the first of the prediction or not, and include {@code error}
 * and {@code done}; comments are not counted.
 *
 * <pre>{@code
 * emulator.faults().next(Operation.STREAM).stream(events -> events.cutInFrameAfter(3).byReset());
 * }</pre>
 */
public final class StreamFault {

    /** How a stream ends that is cut. */
    enum End {
        CLEAN,
        RESET,
        STALL
    }

    /** The line ends that the format of event streams allows. */
    public enum LineEnd {
        /** A line feed, as Replicate sends it. */
        LF("\n"),
        /** A carriage return. */
        CR("\r"),
        /** Both. */
        CRLF("\r\n");

        private final String text;

        LineEnd(String text) {
            this.text = text;
        }
    }

    private enum Place {
        NOWHERE,
        BETWEEN_FRAMES,
        IN_FRAME,
        IN_CHARACTER
    }

    private record Inserted(int after, String raw) {}

    private final List<Inserted> inserted = new ArrayList<>();
    private Place cut = Place.NOWHERE;
    private int cutAfter;
    private End end = End.CLEAN;
    private boolean replaysFromStart;
    private boolean byteOrderMark;
    private boolean dataOfDone = true;
    private LineEnd lineEnd = LineEnd.LF;
    private int chunkSize;

    /** Creates a fault with no effect. */
    public StreamFault() {}

    /**
     * Ends the answer in good order when so many events have been sent, although there would be more.
     *
     * @param events how many; 0 ends it after the greeting
     * @return this
     */
    public StreamFault cutAfter(int events) {
        return cut(Place.BETWEEN_FRAMES, events);
    }

    /**
     * Sends so many events and half of the next one, and ends the answer in good order.
     *
     * @param events how many events are sent whole
     * @return this
     */
    public StreamFault cutInFrameAfter(int events) {
        return cut(Place.IN_FRAME, events);
    }

    /**
     * Sends so many events, goes on up to the first byte of the next character that has several, and ends the answer in
     * good order.
     *
     * @param events how many events are sent whole at least
     * @return this
     */
    public StreamFault cutInCharacterAfter(int events) {
        return cut(Place.IN_CHARACTER, events);
    }

    /**
     * Has the cut, wherever it is, reset the connection instead of ending the answer in good order.
     *
     * @return this
     */
    public StreamFault byReset() {
        this.end = End.RESET;
        return this;
    }

    /**
     * Has the cut, wherever it is, be followed by silence instead of an end: nothing more comes until the client gives
     * up.
     *
     * @return this
     */
    public StreamFault byStall() {
        this.end = End.STALL;
        return this;
    }

    /**
     * Sends so many events, and then what Replicate sends over a connection that has been open for too long: a comment
     * that says {@code 408}, and the end.
     *
     * @param events how many
     * @return this
     */
    public StreamFault timeOutAfter(int events) {
        return insertAfter(events, EventLog.TIMED_OUT).cutAfter(events);
    }

    /**
     * Sends something more after so many events, exactly as it is given: a comment, an event of another type, one with
     * an id only, or what is no event at all.
     *
     * @param events how many; 0 sends it right after the greeting
     * @param raw what to send, with its line ends
     * @return this
     */
    public StreamFault insertAfter(int events, String raw) {
        this.inserted.add(new Inserted(notNegative(events), raw));
        return this;
    }

    /**
     * Sends all events from the first on, whatever {@code Last-Event-ID} says.
     *
     * @return this
     */
    public StreamFault replayFromStart() {
        this.replaysFromStart = true;
        return this;
    }

    /**
     * Ends lines in another way.
     *
     * @param with the line end
     * @return this
     */
    public StreamFault lineEnd(LineEnd with) {
        this.lineEnd = with;
        return this;
    }

    /**
     * Sends a byte order mark in front of everything.
     *
     * @return this
     */
    public StreamFault byteOrderMark() {
        this.byteOrderMark = true;
        return this;
    }

    /**
     * Sends {@code done} without its data.
     *
     * @return this
     */
    public StreamFault doneWithoutData() {
        this.dataOfDone = false;
        return this;
    }

    /**
     * Splits everything into small pieces, each sent off by itself.
     *
     * @param bytes how many bytes a piece has; at least 1
     * @return this
     */
    public StreamFault inPiecesOf(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A piece cannot have " + bytes + " bytes");
        }
        this.chunkSize = bytes;
        return this;
    }

    private StreamFault cut(Place place, int events) {
        this.cut = place;
        this.cutAfter = notNegative(events);
        return this;
    }

    private static int notNegative(int events) {
        if (events < 0) {
            throw new IllegalArgumentException("There cannot be " + events + " events");
        }
        return events;
    }

    End end() {
        return this.end;
    }

    boolean cutsAfter(int events) {
        return this.cut == Place.BETWEEN_FRAMES && this.cutAfter == events;
    }

    /** How many bytes of a frame that follows so many events are sent, or -1 if it is sent whole. */
    int cutIn(byte[] frame, int events) {
        if (this.cut == Place.IN_FRAME && this.cutAfter == events) {
            return frame.length / 2;
        }
        if (this.cut == Place.IN_CHARACTER && this.cutAfter <= events) {
            for (int i = 0; i < frame.length; i++) {
                if ((frame[i] & 0xC0) == 0xC0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    List<String> insertedAfter(int events) {
        return this.inserted.stream()
                .filter(each -> each.after() == events)
                .map(Inserted::raw)
                .toList();
    }

    boolean replaysFromStart() {
        return this.replaysFromStart;
    }

    boolean beginsWithByteOrderMark() {
        return this.byteOrderMark;
    }

    boolean sendsDataOfDone() {
        return this.dataOfDone;
    }

    String lineEnd() {
        return this.lineEnd.text;
    }

    int chunkSize() {
        return this.chunkSize;
    }
}
