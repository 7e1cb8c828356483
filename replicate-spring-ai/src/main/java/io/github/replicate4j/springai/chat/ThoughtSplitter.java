/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.ArrayList;
import java.util.List;

/** Separates reasoning, between {@code <think>} and {@code </think>}, from streamed text. */
final class ThoughtSplitter {

    private static final String OPEN = "<think>";

    private static final String CLOSE = "</think>";

    private final Reasoning reasoning;

    private final StringBuilder held = new StringBuilder();

    private boolean thinking;

    /** A piece of text. */
    record Segment(String text, boolean thought) {}

    ThoughtSplitter(Reasoning reasoning) {
        this.reasoning = reasoning;
    }

    /** Add text, and return the segments that are complete. */
    List<Segment> add(String text) {
        if (this.reasoning == Reasoning.KEEP) {
            return text.isEmpty() ? List.of() : List.of(new Segment(text, false));
        }
        this.held.append(text);
        List<Segment> segments = new ArrayList<>();
        while (true) {
            String tag = this.thinking ? CLOSE : OPEN;
            int found = this.held.indexOf(tag);
            if (found < 0) {
                emit(segments, this.held.length() - possibleBeginning(tag));
                return segments;
            }
            emit(segments, found);
            this.held.delete(0, tag.length());
            this.thinking = !this.thinking;
        }
    }

    /** Return what was held back, because nothing follows. */
    List<Segment> finish() {
        List<Segment> segments = new ArrayList<>();
        emit(segments, this.held.length());
        return segments;
    }

    private void emit(List<Segment> segments, int length) {
        String text = this.held.substring(0, length);
        this.held.delete(0, length);
        if (!text.isEmpty() && (!this.thinking || this.reasoning == Reasoning.METADATA)) {
            segments.add(new Segment(text, this.thinking));
        }
    }

    private int possibleBeginning(String tag) {
        for (int length = Math.min(tag.length() - 1, this.held.length()); length > 0; length--) {
            if (tag.startsWith(this.held.substring(this.held.length() - length))) {
                return length;
            }
        }
        return 0;
    }
}
