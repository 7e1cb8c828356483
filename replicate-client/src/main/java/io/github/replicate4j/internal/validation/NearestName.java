/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant by an unknown one. */
final class NearestName {

    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** Return the nearest name, or {@code null} if none is similar. */
    static @Nullable String of(String unknown, Collection<String> names) {
        if (unknown.length() > MAX_LENGTH) {
            return null;
        }
        String nearest = null;
        int smallest = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(normalized(unknown), normalized(name));
            if (distance < smallest) {
                nearest = name;
                smallest = distance;
            }
        }
        return smallest <= allowed(unknown) ? nearest : null;
    }

    /** At most a third of the characters differ. */
    private static int allowed(String name) {
        return Math.min(3, (name.length() + 1) / 3);
    }

    /** Upper and lower case and separators do not distinguish names. */
    private static String normalized(String name) {
        String plain = name.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? name : plain;
    }

    /** Return the number of inserted, removed, replaced or exchanged characters. */
    private static int distance(String a, String b) {
        if (b.length() > MAX_LENGTH || Math.abs(a.length() - b.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, distances);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] distances) {
        int replace = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
    }
}
