/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.benchmarks.Comparison.Measured;
import java.util.Arrays;
import java.util.List;
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

    private static Measured measured(String name, double... rounds) {
        List<Figures> figures = Arrays.stream(rounds)
                .mapToObj(value -> Figures.of("per second", value))
                .toList();
        return new Measured(name, () -> Figures.NONE, figures);
    }
}
