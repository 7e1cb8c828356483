/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.fault;

/**
 * The effects of a {@link Fault} on the events of a stream. Effects combine; of several cuts the last one applies.
 *
 * <p>Events are counted from the first one that is sent over the connection, whether or not it is the first event of the
 * prediction. The count includes {@code error} and {@code done}, but not comments.
 *
 * <pre>{@code
 * emulator.faults().next(Operation.STREAM).stream(events -> events.cutInFrameAfter(3).byReset());
 * }</pre>
 *
 * @since 0.1.0
 */
public interface StreamFault {

    /**
     * The line endings that the event stream format allows.
     */
    enum LineEnd {

        /** A line feed, as Replicate sends it. */
        LF,
        /** A carriage return. */
        CR,
        /** A carriage return and a line feed. */
        CRLF
    }

    /**
     * End the response normally after a number of events, although there are more.
     *
     * @param events the number of events; 0 ends the response after the greeting
     * @return this fault
     * @throws IllegalArgumentException if the number is negative
     */
    StreamFault cutAfter(int events);

    /**
     * Send a number of events and half of the next one, then end the response normally.
     *
     * @param events the number of complete events
     * @return this fault
     * @throws IllegalArgumentException if the number is negative
     */
    StreamFault cutInFrameAfter(int events);

    /**
     * Send a number of events, continue up to the first byte of the next multi-byte character, then end the response
     * normally.
     *
     * @param events the minimum number of complete events
     * @return this fault
     * @throws IllegalArgumentException if the number is negative
     */
    StreamFault cutInCharacterAfter(int events);

    /**
     * Reset the connection at the cut instead of ending the response normally.
     *
     * @return this fault
     */
    StreamFault byReset();

    /**
     * Stop sending at the cut and keep the connection open until the client gives up.
     *
     * @return this fault
     */
    StreamFault byStall();

    /**
     * Send a number of events, then what Replicate sends over a connection that has been open for too long: a comment with
     * {@code 408}, followed by the end of the response.
     *
     * @param events the number of events
     * @return this fault
     * @throws IllegalArgumentException if the number is negative
     */
    StreamFault timeOutAfter(int events);

    /**
     * Insert raw text after a number of events: a comment, an event of another type, an event with an id only, or text that
     * is not an event at all.
     *
     * @param events the number of events; 0 inserts it after the greeting
     * @param raw the text to send, including its line endings
     * @return this fault
     * @throws IllegalArgumentException if the number is negative
     */
    StreamFault insertAfter(int events, String raw);

    /**
     * Send all events from the first one, ignoring {@code Last-Event-ID}.
     *
     * @return this fault
     */
    StreamFault replayFromStart();

    /**
     * Set the line ending. The default is {@link LineEnd#LF}.
     *
     * @param with the line ending
     * @return this fault
     */
    StreamFault lineEnd(LineEnd with);

    /**
     * Send a byte order mark before everything else.
     *
     * @return this fault
     */
    StreamFault byteOrderMark();

    /**
     * Send the {@code done} event without its data.
     *
     * @return this fault
     */
    StreamFault doneWithoutData();

    /**
     * Split the stream into small chunks and send each one separately.
     *
     * @param bytes the size of a chunk in bytes; at least 1
     * @return this fault
     * @throws IllegalArgumentException if the size is less than 1
     */
    StreamFault inPiecesOf(int bytes);
}
