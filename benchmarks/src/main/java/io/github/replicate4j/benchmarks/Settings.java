/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of a benchmark, such as {@code --rounds=3}.
 *
 * @since 0.1.0
 */
public final class Settings {

    /** Names and default values. */
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "rounds",
            3,
            "seconds",
            5,
            "warm-up",
            20,
            "predictions",
            10_000,
            "within",
            60,
            "streams",
            1_000,
            "waits",
            100_000,
            "uploads",
            1_000);

    private final Map<String, Integer> values = new TreeMap<>(DEFAULTS);

    /**
     * Parse settings.
     *
     * @param arguments settings as {@code --name=number}
     * @throws IllegalArgumentException if a setting is invalid
     */
    public Settings(Iterable<String> arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (parts.length < 2 || !DEFAULTS.containsKey(name) || !parts[1].matches("[1-9][0-9]{0,6}")) {
                throw new IllegalArgumentException(
                        "Invalid setting '" + argument + "'. Use " + DEFAULTS.keySet() + ", such as --rounds=3");
            }
            this.values.put(name, Integer.valueOf(parts[1]));
        }
    }

    private int value(String name) {
        return this.values.getOrDefault(name, 0);
    }

    /**
     * Return the number of measurements of each variant.
     *
     * @return 1 or more
     */
    public int rounds() {
        return value("rounds");
    }

    /**
     * Return how long each variant is measured in a round.
     *
     * @return seconds
     */
    public int seconds() {
        return value("seconds");
    }

    /**
     * Return how long each variant runs before measurement: with two cores, JIT compilation takes about 15 seconds.
     *
     * @return seconds
     */
    public int warmUp() {
        return value("warm-up");
    }

    /**
     * Return the number of concurrent predictions.
     *
     * @return 1 or more
     */
    public int predictions() {
        return value("predictions");
    }

    /**
     * Return the period in which the predictions complete, at a constant rate.
     *
     * @return seconds
     */
    public int within() {
        return value("within");
    }

    /**
     * Return the number of concurrent streams.
     *
     * @return 1 or more
     */
    public int streams() {
        return value("streams");
    }

    /**
     * Return the number of concurrent waits of the capacity benchmark.
     *
     * @return 1 or more
     */
    public int waits() {
        return value("waits");
    }

    /**
     * Return the number of uploads and creates that wait in a queue.
     *
     * @return 1 or more
     */
    public int uploads() {
        return value("uploads");
    }

    @Override
    public String toString() {
        return this.values.toString();
    }
}
