/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.panel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows health and metrics of the client.
 */
@Controller
class PanelController {

    private final HealthEndpoint healthEndpoint;

    private final MeterRegistry meterRegistry;

    PanelController(HealthEndpoint healthEndpoint, MeterRegistry meterRegistry) {
        this.healthEndpoint = healthEndpoint;
        this.meterRegistry = meterRegistry;
    }

    @GetMapping("/panel")
    String panel(Model model) {
        HealthDescriptor replicate = Objects.requireNonNull(this.healthEndpoint.healthForPath("replicate"));
        model.addAttribute(
                "panel",
                new Panel(
                        replicate.getStatus().getCode(),
                        details(replicate),
                        countsByTag("replicate.prediction", "status"),
                        activePredictions(),
                        runTime(),
                        retries(),
                        countsByTag("replicate.webhook", "outcome")));
        return "panel";
    }

    private static Map<String, Object> details(HealthDescriptor replicate) {
        return replicate instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null
                ? indicated.getDetails()
                : Map.of();
    }

    private Map<String, Long> countsByTag(String name, String tag) {
        Map<String, Long> counts = new TreeMap<>();
        for (Timer timer : this.meterRegistry.find(name).timers()) {
            counts.merge(Objects.requireNonNullElse(timer.getId().getTag(tag), "none"), timer.count(), Long::sum);
        }
        return counts;
    }

    private int activePredictions() {
        return this.meterRegistry.find("replicate.prediction.active").longTaskTimers().stream()
                .mapToInt(LongTaskTimer::activeTasks)
                .sum();
    }

    private double runTime() {
        return this.meterRegistry.find("replicate.prediction.run.time").timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
    }

    private long retries() {
        return Math.round(this.meterRegistry.find("replicate.operation.retries").counters().stream()
                .mapToDouble(Counter::count)
                .sum());
    }
}
