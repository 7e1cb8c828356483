/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import io.github.replicate4j.benchmarks.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much of a resource was used. A program reports it as two figures.
 *
 * @param resource name of the resource
 * @param used peak usage
 * @param limit maximum usage
 */
record Saturation(String resource, double used, double limit) {

    private static final String USED = "used: ";

    private static final String LIMIT = "limit: ";

    static List<Saturation> of(Figures figures) {
        List<Saturation> all = new ArrayList<>();
        figures.values().forEach((name, value) -> {
            if (name.startsWith(USED)) {
                String resource = name.substring(USED.length());
                all.add(new Saturation(resource, value, figures.value(LIMIT + resource)));
            }
        });
        return all;
    }

    static Figures withoutUsage(Figures figures) {
        Figures others = new Figures(Map.of());
        for (Map.Entry<String, Double> each : figures.values().entrySet()) {
            if (!each.getKey().startsWith(USED) && !each.getKey().startsWith(LIMIT)) {
                others = others.and(each.getKey(), each.getValue());
            }
        }
        return others;
    }

    double percent() {
        return 100 * this.used / this.limit;
    }

    Figures report() {
        return Figures.of(USED + this.resource, this.used).and(LIMIT + this.resource, this.limit);
    }

    Figures figures() {
        return Figures.of("used", this.used).and("limit", this.limit).and("percent", percent());
    }
}
