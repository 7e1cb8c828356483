/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.script;

import java.util.Locale;

/**
 * Progress bars in the format that Python models write to their logs.
 */
public final class ProgressBar {

    private static final int CELLS = 10;

    private ProgressBar() {}

    /** Return a line that shows the progress. */
    public static String line(int done, int total, double perSecond) {
        int full = done * CELLS / total;
        int eighths = (done * CELLS * 8 / total) % 8;
        String bar =
                "█".repeat(full) + (full == CELLS ? "" : " ▏▎▍▌▋▊▉".charAt(eighths) + " ".repeat(CELLS - full - 1));
        int elapsed = (int) (done / perSecond);
        int left = (int) Math.ceil((total - done) / perSecond);
        return String.format(
                Locale.ROOT,
                "%3d%%|%s| %d/%d [00:%02d<00:%02d, %5.2fit/s]",
                done * 100 / total,
                bar,
                done,
                total,
                elapsed,
                left,
                perSecond);
    }
}
