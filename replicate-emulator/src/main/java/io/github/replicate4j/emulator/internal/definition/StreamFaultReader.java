/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.fault.StreamFault.LineEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the effects of a fault on the events of a stream.
 */
final class StreamFaultReader {

    private final FieldReader json;

    private final List<Consumer<StreamFault>> effects = new ArrayList<>();

    private StreamFaultReader(FieldReader json) {
        this.json = json;
    }

    static Consumer<StreamFault> read(FieldReader json) {
        StreamFaultReader reader = new StreamFaultReader(json);
        reader.read();
        json.finish();
        if (reader.effects.isEmpty()) {
            json.mistake("", "has no effect: set cut_after or another effect");
        }
        return fault -> reader.effects.forEach(effect -> effect.accept(fault));
    }

    private void read() {
        this.json.atMostOne("cut_after", "cut_in_frame_after", "cut_in_character_after", "time_out_after");
        count("cut_after", StreamFault::cutAfter);
        count("cut_in_frame_after", StreamFault::cutInFrameAfter);
        count("cut_in_character_after", StreamFault::cutInCharacterAfter);
        count("time_out_after", StreamFault::timeOutAfter);
        readEnd();
        readInsertions();
        marker("replay_from_start", StreamFault::replayFromStart);
        LineEnd lineEnd = this.json.constant("line_end", LineEnd.class);
        if (lineEnd != null) {
            this.effects.add(fault -> fault.lineEnd(lineEnd));
        }
        marker("byte_order_mark", StreamFault::byteOrderMark);
        marker("done_without_data", StreamFault::doneWithoutData);
        add(this.json.integer("in_pieces_of", 1, Integer.MAX_VALUE), StreamFault::inPiecesOf);
    }

    private void readEnd() {
        End end = this.json.constant("by", End.class);
        if (end == null) {
            return;
        }
        if (this.json
                .present("cut_after", "cut_in_frame_after", "cut_in_character_after")
                .isEmpty()) {
            this.json.mistake("by", "requires cut_after, cut_in_frame_after or cut_in_character_after");
        }
        this.effects.add(end == End.RESET ? StreamFault::byReset : StreamFault::byStall);
    }

    private void readInsertions() {
        List<FieldReader> insertions = this.json.list("insert_after");
        if (insertions == null) {
            return;
        }
        for (FieldReader insertion : insertions) {
            Integer events = insertion.integer("events", 0, Integer.MAX_VALUE);
            String raw = insertion.requiredString("raw");
            insertion.finish();
            this.effects.add(fault -> fault.insertAfter(events == null ? 0 : events, raw));
        }
    }

    private void count(String name, Effect effect) {
        add(this.json.integer(name, 0, Integer.MAX_VALUE), effect);
    }

    private void add(@Nullable Integer value, Effect effect) {
        if (value != null) {
            this.effects.add(fault -> effect.apply(fault, value));
        }
    }

    private void marker(String name, Consumer<StreamFault> effect) {
        if (this.json.marker(name)) {
            this.effects.add(effect);
        }
    }

    /** How a stream ends at the cut, unless it ends normally. */
    private enum End {
        RESET,
        STALL
    }

    /** Sets an effect that has a number. */
    private interface Effect {

        void apply(StreamFault fault, int value);
    }
}
