/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.sse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Decodes the event stream format of the HTML standard, for one connection. Lines are found in the bytes, and each byte is
 * inspected once. Text is decoded per line, so that a multi-byte character is never split.
 */
final class EventDecoder {

    /** Start of the comment with which Replicate closes a connection that has been open for too long. */
    private static final String TIMED_OUT = "408:";

    private final int limit;

    /** The bytes of an incomplete line. */
    private byte[] partial = new byte[256];

    private int partialLength;

    private volatile boolean firstLine = true;

    /** A line feed directly after a carriage return belongs to the same line ending. */
    private boolean afterCarriageReturn;

    /** Size of the complete lines of the current event. */
    private int eventSize;

    private String type = "";

    private @Nullable String data;

    private @Nullable StringBuilder multilineData;

    private @Nullable String id;

    private @Nullable String lastEventId;

    private @Nullable Duration retry;

    private boolean timedOut;

    private byte[] scratch = new byte[0];

    /** @param limit maximum size of an event, in bytes */
    EventDecoder(int limit) {
        this.limit = limit;
    }

    /** Return the id to resume after when the connection is lost. */
    @Nullable
    String lastEventId() {
        return this.lastEventId;
    }

    /** Return the delay that the server requests before the stream is opened again. */
    @Nullable
    Duration retry() {
        return this.retry;
    }

    /** Return whether a complete line has been decoded. */
    boolean started() {
        return !this.firstLine;
    }

    /** Return whether Replicate announced that this connection has been open for too long. */
    boolean timedOut() {
        return this.timedOut;
    }

    /**
     * Decode the next bytes.
     *
     * @param buffer the bytes; it is released
     * @throws DataBufferLimitException if an event is larger than the limit
     */
    List<ServerSentEvent> decode(DataBuffer buffer) {
        int length = buffer.readableByteCount();
        try {
            if (this.scratch.length < length) {
                this.scratch = new byte[length];
            }
            buffer.read(this.scratch, 0, length);
        } finally {
            DataBufferUtils.release(buffer);
        }
        List<ServerSentEvent> events = new ArrayList<>();
        decode(this.scratch, length, events);
        return events;
    }

    private void decode(byte[] bytes, int length, List<ServerSentEvent> events) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            byte each = bytes[i];
            if (each != '\n' && each != '\r') {
                this.afterCarriageReturn = false;
                continue;
            }
            if (each == '\n' && this.afterCarriageReturn) {
                this.afterCarriageReturn = false;
            } else {
                this.afterCarriageReturn = each == '\r';
                endLine(bytes, start, i, events);
            }
            start = i + 1;
        }
        append(bytes, start, length);
    }

    private void append(byte[] bytes, int start, int end) {
        int length = end - start;
        check(this.partialLength + (long) length);
        if (this.partial.length < this.partialLength + length) {
            long doubled = Math.min(2L * this.partial.length, Integer.MAX_VALUE - 8);
            this.partial = Arrays.copyOf(this.partial, (int) Math.max(doubled, this.partialLength + length));
        }
        System.arraycopy(bytes, start, this.partial, this.partialLength, length);
        this.partialLength += length;
    }

    private void check(long lineSize) {
        if (this.eventSize + lineSize > this.limit) {
            throw new DataBufferLimitException("Exceeded limit on max bytes per event: " + this.limit);
        }
    }

    private void endLine(byte[] bytes, int start, int end, List<ServerSentEvent> events) {
        if (this.partialLength == 0) {
            line(bytes, start, end, events);
            return;
        }
        append(bytes, start, end);
        int length = this.partialLength;
        this.partialLength = 0;
        line(this.partial, 0, length, events);
    }

    private void line(byte[] bytes, int start, int end, List<ServerSentEvent> events) {
        int from = start;
        if (this.firstLine) {
            this.firstLine = false;
            from = afterByteOrderMark(bytes, start, end);
        }
        if (from == end) {
            endEvent(events);
            return;
        }
        int colon = from;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (colon == from) {
            this.timedOut |= isAt(bytes, value, end, TIMED_OUT);
            return;
        }
        check(end - from);
        this.eventSize += end - from;
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        field(bytes, from, colon, value, end);
    }

    private static int afterByteOrderMark(byte[] bytes, int start, int end) {
        boolean marked = end - start >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF;
        return marked ? start + 3 : start;
    }

    private void field(byte[] bytes, int name, int colon, int value, int end) {
        if (isName(bytes, name, colon, "data")) {
            addData(text(bytes, value, end));
        } else if (isName(bytes, name, colon, "event")) {
            this.type = text(bytes, value, end);
        } else if (isName(bytes, name, colon, "id")) {
            String id = text(bytes, value, end);
            this.id = id.indexOf('\0') < 0 ? id : this.id;
        } else if (isName(bytes, name, colon, "retry")) {
            String retry = text(bytes, value, end);
            boolean number = !retry.isEmpty()
                    && retry.length() <= 9
                    && retry.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            this.retry = number ? Duration.ofMillis(Integer.parseInt(retry)) : this.retry;
        }
    }

    private void addData(String line) {
        String first = this.data;
        if (first == null) {
            this.data = line;
            return;
        }
        if (this.multilineData == null) {
            this.multilineData = new StringBuilder(first);
        }
        this.multilineData.append('\n').append(line);
    }

    private void endEvent(List<ServerSentEvent> events) {
        if (this.id != null) {
            this.lastEventId = this.id;
        }
        // Unlike in the standard, a named event needs no data: its name may say that the stream is complete.
        if (this.data != null || !this.type.isEmpty()) {
            String data = this.multilineData == null
                    ? Objects.requireNonNullElse(this.data, "")
                    : this.multilineData.toString();
            events.add(new ServerSentEvent(this.id, this.type.isEmpty() ? ServerSentEvent.UNTYPED : this.type, data));
        }
        this.id = null;
        this.type = "";
        this.data = null;
        this.multilineData = null;
        this.eventSize = 0;
    }

    private static boolean isName(byte[] bytes, int start, int end, String name) {
        return end - start == name.length() && isAt(bytes, start, end, name);
    }

    private static boolean isAt(byte[] bytes, int start, int end, String ascii) {
        if (end - start < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
