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
