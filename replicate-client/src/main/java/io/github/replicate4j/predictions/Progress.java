/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a model. Models report it in their logs, in the format of Python's {@code tqdm}.
 *
 * @param percentage completed share, from 0 to 1
 * @param current completed steps
 * @param total total steps
 * @since 0.1.0
 */
public record Progress(double percentage, long current, long total) {

    /** For example {@code  40%|####      | 2/5 [00:01<00:01, 22.46it/s]}. */
    private static final Pattern BAR = Pattern.compile("\\s*(\\d{1,3})%\\|[^|]*\\|\\s*(\\d{1,18})/(\\d{1,18})\\b");

    /**
     * Return the most recent progress in log output.
     *
     * @param logs log output of a model
     * @return the progress, or {@code null} if there is none
     */
    public static @Nullable Progress of(String logs) {
        Matcher bar = BAR.matcher(logs);
        int end = logs.length();
        while (end > 0) {
            int start = end;
            while (start > 0 && logs.charAt(start - 1) != '\n' && logs.charAt(start - 1) != '\r') {
                start--;
            }
            if (bar.region(start, end).lookingAt()) {
                return new Progress(
                        Math.min(Integer.parseInt(bar.group(1)), 100) / 100.0,
                        Long.parseLong(bar.group(2)),
                        Long.parseLong(bar.group(3)));
            }
            end = start - 1;
        }
        return null;
    }
}
