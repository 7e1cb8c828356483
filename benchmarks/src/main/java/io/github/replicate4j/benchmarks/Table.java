/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Formats results as a table, with the ratios of the first variant to the others. */
final class Table {

    private Table() {}

    static String of(String title, List<Measured> variants) {
        return of(title, variants, true);
    }

    /** Return a table with one row for each variant, which are not compared with each other. */
    static String withoutRatios(String title, List<Measured> variants) {
        return of(title, variants, false);
    }

    private static String of(String title, List<Measured> variants, boolean ratios) {
        Measured first = variants.get(0);
        List<String> columns = new ArrayList<>(first.rounds().get(0).values().keySet());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(title, columns, column -> column));
        for (Measured variant : variants) {
            rows.add(row("  " + variant.name(), columns, column -> figure(variant.figures(column))));
            if (ratios && variant != first) {
                rows.add(row(
                        "    " + first.name() + " / " + variant.name(),
                        columns,
                        column -> ratio(first.figures(column), variant.figures(column))));
            }
        }
        return aligned(rows);
    }

    private static List<String> row(String name, List<String> columns, UnaryOperator<String> cell) {
        return Stream.concat(Stream.of(name), columns.stream().map(cell)).toList();
    }

    private static String aligned(List<List<String>> rows) {
        StringBuilder lines = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = width(rows, column);
                lines.append(
                        String.format(column == 0 ? "%-" + width + "s" : "%" + (width + 3) + "s", row.get(column)));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /** Return the median and the spread. */
    private static String figure(double[] rounds) {
        Arrays.sort(rounds);
        double median = median(rounds);
        if (Double.isNaN(median)) {
            return "-";
        }
        String shown = String.format(Locale.ROOT, Math.abs(median) < 100 ? "%.2f" : "%,.0f", median);
        double spread = 100 * (high(rounds) - low(rounds)) / 2 / median;
        return rounds.length == 1 ? shown : shown + String.format(Locale.ROOT, " ±%.0f %%", spread);
    }

    /** Return the ratio of figures of the same round, because these are measured shortly after each other. */
    private static String ratio(double[] first, double[] other) {
        double[] ratios = new double[first.length];
        Arrays.setAll(ratios, round -> first[round] / other[round]);
        Arrays.sort(ratios);
        if (!Double.isFinite(median(ratios))) {
            return "-";
        }
        String shown = String.format(Locale.ROOT, "%.2f", median(ratios));
        return ratios.length == 1
                ? shown
                : shown + String.format(Locale.ROOT, " (%.2f to %.2f)", low(ratios), high(ratios));
    }

    /** Return the 10th percentile: the minimum of up to ten figures. */
    private static double low(double[] sorted) {
        return sorted[(sorted.length - 1) / 10];
    }

    private static double high(double[] sorted) {
        return sorted[sorted.length - 1 - (sorted.length - 1) / 10];
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
