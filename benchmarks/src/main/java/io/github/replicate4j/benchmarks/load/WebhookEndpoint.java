/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.Comparison;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
import io.github.replicate4j.benchmarks.load.Deliveries.Delivery;
import java.util.List;
import org.springframework.boot.WebApplicationType;

/**
 * Webhooks of 2 kB with a concurrency of 32, each for a different prediction.
 *
 * @since 0.1.0
 */
public final class WebhookEndpoint implements Benchmark {

    private static final int DELIVERIES_PER_SECOND = 1_000;

    private final Deliveries deliveries = new Deliveries();

    @Override
    public void run(Settings settings) throws Exception {
        compare("webhooks, Spring MVC", WebApplicationType.SERVLET, settings);
        compare("webhooks, WebFlux", WebApplicationType.REACTIVE, settings);
    }

    private void compare(String title, WebApplicationType stack, Settings settings) throws Exception {
        try (Program application = Program.java(WebhookApplication.class, stack)) {
            String origin = application.ready();
            Comparison comparison = new Comparison(title);
            for (Endpoint endpoint : Endpoint.values()) {
                deliver(application, origin, endpoint, settings.warmUp() * DELIVERIES_PER_SECOND);
                comparison.variant(
                        endpoint.title,
                        () -> deliver(application, origin, endpoint, settings.seconds() * DELIVERIES_PER_SECOND));
            }
            comparison.run(settings.rounds());
        }
    }

    private Figures deliver(Program application, String origin, Endpoint endpoint, int count) {
        List<Delivery> signed = this.deliveries.sign(count);
        long cpuBefore = application.cpuNanos();
        long start = System.nanoTime();
        this.deliveries.post(origin + endpoint.path, signed);
        double seconds = (System.nanoTime() - start) / 1e9;
        long cpuNanos = application.cpuNanos() - cpuBefore;
        if (this.deliveries.get(origin + "/processed") != (endpoint == Endpoint.BARE ? 0 : count)) {
            throw new IllegalStateException("Not every webhook was processed exactly once");
        }
        return Figures.of("per second", count / seconds).and("CPU us each", cpuNanos / 1e3 / count);
    }

    private enum Endpoint {
        STARTER("replicate4j", "/replicate/webhook?replicate=prediction"),
        BARE("bare controller", "/bare"),
        BY_HAND("controller by hand", "/by-hand");

        private final String title;

        private final String path;

        Endpoint(String title, String path) {
            this.title = title;
            this.path = path;
        }
    }
}
