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
