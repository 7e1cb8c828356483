/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Result of a measurement.
 *
 * @param values figures by name; the name contains the unit
 * @since 0.1.0
 */
public record Figures(Map<String, Double> values) {

    static final Figures NONE = new Figures(Map.of());

    /**
     * Create a result with one figure.
     *
     * @param name name of the figure
     * @param value the figure
     * @return the figures
     */
    public static Figures of(String name, double value) {
        return NONE.and(name, value);
    }

    /**
     * Return these figures and another one.
     *
     * @param name name of the figure
     * @param value the figure
     * @return all figures
     */
    public Figures and(String name, double value) {
        Map<String, Double> newValues = new LinkedHashMap<>(this.values);
        newValues.put(name, value);
        return new Figures(newValues);
    }

    /**
     * Return these figures and others, which replace figures with the same name.
     *
     * @param others figures to add
     * @return all figures
     */
    public Figures and(Figures others) {
        Figures all = this;
        for (Map.Entry<String, Double> other : others.values.entrySet()) {
            all = all.and(other.getKey(), other.getValue());
        }
        return all;
    }

    /**
     * Return a figure.
     *
     * @param name name of the figure
     * @return its value, or NaN if there is none with this name
     */
    public double value(String name) {
        return this.values.getOrDefault(name, Double.NaN);
    }
}
