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

import java.util.Map;
import java.util.TreeMap;

/** How long and how much to measure: what stands behind the name of a benchmark, as in {@code --rounds=3}. */
public final class Settings {

    /** What may be set, and what holds otherwise. */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("rounds", 3, "seconds", 5, "warm-up", 20, "predictions", 10_000, "within", 60, "streams", 1_000);

    private final Map<String, Integer> values = new TreeMap<>(DEFAULTS);

    /**
     * Reads the settings.
     *
     * @param arguments each {@code --name=number}
     * @throws IllegalArgumentException if one is not understood
     */
    public Settings(Iterable<String> arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (parts.length < 2 || !DEFAULTS.containsKey(name) || !parts[1].matches("[1-9][0-9]{0,6}")) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is not understood. There are " + DEFAULTS.keySet() + ", as in --rounds=3");
            }
            this.values.put(name, Integer.valueOf(parts[1]));
        }
    }

    private int value(String name) {
        return this.values.getOrDefault(name, 0);
    }

    /**
     * How many times each way is measured.
     *
     * @return 1 or more
     */
    public int rounds() {
        return value("rounds");
    }

    /**
     * How long each way is measured in a round.
     *
     * @return seconds
     */
    public int seconds() {
        return value("seconds");
    }

    /**
     * How long each way runs before it is measured: on two cores, Java compiles for a quarter of a minute.
     *
     * @return seconds
     */
    public int warmUp() {
        return value("warm-up");
    }

    /**
     * How many predictions are waited for at once.
     *
     * @return 1 or more
     */
    public int predictions() {
        return value("predictions");
    }

    /**
     * In what time they end, evenly.
     *
     * @return seconds
     */
    public int within() {
        return value("within");
    }

    /**
     * How many streams are read at once.
     *
     * @return 1 or more
     */
    public int streams() {
        return value("streams");
    }

    @Override
    public String toString() {
        return this.values.toString();
    }
}
