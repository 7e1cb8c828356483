/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TableTests {

    @Test
    void showsTheMedianOfTheRatiosOfAllRounds() {
        String table = Table.of("work", List.of(measured("ours", 10, 200, 30), measured("theirs", 20, 100, 10)));
        assertThat(table.lines())
                .satisfiesExactly(
                        title -> assertThat(title).matches("work +per second"),
                        ours -> assertThat(ours).matches(" +ours +30.00 ±317 %"),
                        theirs -> assertThat(theirs).matches(" +theirs +20.00 ±225 %"),
                        ratio -> assertThat(ratio).matches(" +ours / theirs +2.00 \\(0.50 to 3.00\\)"));
    }

    @Test
    void showsNoSpreadForASingleRound() {
        assertThat(Table.of("work", List.of(measured("ours", 1_234.5), measured("theirs", 0)))
                        .lines())
                .satisfiesExactly(
                        title -> assertThat(title).startsWith("work"),
                        ours -> assertThat(ours).endsWith(" 1,235"),
                        theirs -> assertThat(theirs).endsWith(" 0.00"),
                        ratio -> assertThat(ratio).endsWith(" -"));
    }

    @Test
    void showsTheSpreadWithoutTheOutermostTenths() {
        double[] ours = DoubleStream.concat(
                        DoubleStream.of(1, 1_000),
                        DoubleStream.iterate(91, next -> next + 1).limit(19))
                .toArray();
        double[] theirs = DoubleStream.generate(() -> 10).limit(ours.length).toArray();
        assertThat(Table.of("work", List.of(measured("ours", ours), measured("theirs", theirs)))
                        .lines())
                .element(3)
                .asString()
                .endsWith(" 10.00 (9.20 to 10.80)");
    }

    @Test
    void showsNoFigureThatAVariantDoesNotMeasure() {
        Measured theirs = new Measured("theirs", List.of(Figures.NONE));
        assertThat(Table.of("work", List.of(measured("ours", 1), theirs)).lines())
                .satisfiesExactly(
                        title -> assertThat(title).startsWith("work"),
                        ours -> assertThat(ours).endsWith(" 1.00"),
                        row -> assertThat(row).matches(" +theirs +-"),
                        ratio -> assertThat(ratio).matches(" +ours / theirs +-"));
    }

    private static Measured measured(String name, double... rounds) {
        List<Figures> figures = Arrays.stream(rounds)
                .mapToObj(value -> Figures.of("per second", value))
                .toList();
        return new Measured(name, figures);
    }
}
