/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.stream;

import io.github.replicate4j.emulator.fault.StreamFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Collects the effects of a fault on a stream.
 */
public final class DefaultStreamFault implements StreamFault {

    enum End {
        NORMAL,
        RESET,
        STALL
    }

    private enum Cut {
        NONE,
        BETWEEN_FRAMES,
        IN_FRAME,
        IN_CHARACTER
    }

    private record Insertion(int after, String raw) {}

    private final List<Insertion> insertions = new ArrayList<>();

    private Cut cut = Cut.NONE;

    private int cutAfter;

    private End end = End.NORMAL;

    private boolean replaysFromStart;

    private boolean byteOrderMark;

    private boolean dataOfDone = true;

    private LineEnd lineEnd = LineEnd.LF;

    private int chunkSize;

    @Override
    public StreamFault cutAfter(int events) {
        return cut(Cut.BETWEEN_FRAMES, events);
    }

    @Override
    public StreamFault cutInFrameAfter(int events) {
        return cut(Cut.IN_FRAME, events);
    }

    @Override
    public StreamFault cutInCharacterAfter(int events) {
        return cut(Cut.IN_CHARACTER, events);
    }

    @Override
    public StreamFault byReset() {
        this.end = End.RESET;
        return this;
    }

    @Override
    public StreamFault byStall() {
        this.end = End.STALL;
        return this;
    }

    @Override
    public StreamFault timeOutAfter(int events) {
        return insertAfter(events, EventLog.TIMED_OUT).cutAfter(events);
    }

    @Override
    public StreamFault insertAfter(int events, String raw) {
        this.insertions.add(new Insertion(notNegative(events), raw));
        return this;
    }

    @Override
    public StreamFault replayFromStart() {
        this.replaysFromStart = true;
        return this;
    }

    @Override
    public StreamFault lineEnd(LineEnd with) {
        this.lineEnd = with;
        return this;
    }

    @Override
    public StreamFault byteOrderMark() {
        this.byteOrderMark = true;
        return this;
    }

    @Override
    public StreamFault doneWithoutData() {
        this.dataOfDone = false;
        return this;
    }

    @Override
    public StreamFault inPiecesOf(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A chunk must have at least 1 byte, not " + bytes);
        }
        this.chunkSize = bytes;
        return this;
    }

    private StreamFault cut(Cut kind, int events) {
        this.cut = kind;
        this.cutAfter = notNegative(events);
        return this;
    }

    private static int notNegative(int events) {
        if (events < 0) {
            throw new IllegalArgumentException("The number of events must not be negative, but is " + events);
        }
        return events;
    }

    /** Return the effects in the format of the control API. */
    public Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (this.cut) {
            case NONE -> {}
            case BETWEEN_FRAMES -> json.put("cut_after", this.cutAfter);
            case IN_FRAME -> json.put("cut_in_frame_after", this.cutAfter);
            case IN_CHARACTER -> json.put("cut_in_character_after", this.cutAfter);
        }
        if (this.end != End.NORMAL) {
            json.put("by", this.end.name().toLowerCase(Locale.ROOT));
        }
        if (!this.insertions.isEmpty()) {
            json.put(
                    "insert_after",
                    this.insertions.stream()
                            .map(each -> Map.of("events", each.after(), "raw", each.raw()))
                            .toList());
        }
        putIf(this.replaysFromStart, "replay_from_start", json);
        if (this.lineEnd != LineEnd.LF) {
            json.put("line_end", this.lineEnd.name().toLowerCase(Locale.ROOT));
        }
        putIf(this.byteOrderMark, "byte_order_mark", json);
        putIf(!this.dataOfDone, "done_without_data", json);
        if (this.chunkSize > 0) {
            json.put("in_pieces_of", this.chunkSize);
        }
        return json;
    }

    private static void putIf(boolean set, String name, Map<String, Object> json) {
        if (set) {
            json.put(name, true);
        }
    }

    public End end() {
        return this.end;
    }

    boolean cutsAfter(int events) {
        return this.cut == Cut.BETWEEN_FRAMES && this.cutAfter == events;
    }

    /** Return how many bytes of a frame to send after a number of events, or -1 to send the complete frame. */
    int cutIn(byte[] frame, int events) {
        if (this.cut == Cut.IN_FRAME && this.cutAfter == events) {
            return frame.length / 2;
        }
        if (this.cut == Cut.IN_CHARACTER && this.cutAfter <= events) {
            for (int i = 0; i < frame.length; i++) {
                if ((frame[i] & 0xC0) == 0xC0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    List<String> insertedAfter(int events) {
        return this.insertions.stream()
                .filter(insertion -> insertion.after() == events)
                .map(Insertion::raw)
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
        return switch (this.lineEnd) {
            case LF -> "\n";
            case CR -> "\r";
            case CRLF -> "\r\n";
        };
    }

    int chunkSize() {
        return this.chunkSize;
    }
}
