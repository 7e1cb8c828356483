/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.List;

/**
 * Cuts streamed text at stop sequences. Text that may be the beginning of one is held back until it is decided.
 */
final class StopScanner {

    private final List<String> stops;

    private final StringBuilder held = new StringBuilder();

    private boolean cut;

    StopScanner(List<String> stops) {
        this.stops = stops;
    }

    /** Return whether a stop sequence was found. */
    boolean isCut() {
        return this.cut;
    }

    /** Add text, and return the text that precedes any stop sequence and is not held back. */
    String add(String text) {
        if (this.cut || this.stops.isEmpty()) {
            return this.cut ? "" : text;
        }
        this.held.append(text);
        int end = this.held.length();
        for (String stop : this.stops) {
            int found = this.held.indexOf(stop);
            if (found >= 0 && found <= end) {
                this.cut = true;
                end = found;
            }
        }
        return release(this.cut ? end : this.held.length() - possibleBeginning());
    }

    /** Return the text that was held back, because nothing follows. */
    String finish() {
        return this.cut ? "" : release(this.held.length());
    }

    private String release(int length) {
        String released = this.held.substring(0, length);
        this.held.delete(0, length);
        return released;
    }

    /** Return the length of the longest end of the text that a stop sequence begins with. */
    private int possibleBeginning() {
        int longest = 0;
        for (String stop : this.stops) {
            for (int length = Math.min(stop.length() - 1, this.held.length()); length > longest; length--) {
                if (stop.startsWith(this.held.substring(this.held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
