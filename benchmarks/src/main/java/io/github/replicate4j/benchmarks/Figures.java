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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Result of a measurement.
 *
 * @param values figures by name, which ends with the unit
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
     * Add a figure.
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
     * Add figures.
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

    double value(String name) {
        return this.values.getOrDefault(name, Double.NaN);
    }
}
