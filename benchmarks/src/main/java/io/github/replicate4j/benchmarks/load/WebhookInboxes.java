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
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Webhooks that are stored in PostgreSQL: until the response, and until a listener has changed the database and this is recorded.
 * Each application runs in a process of its own.
 *
 * @since 0.1.0
 */
public final class WebhookInboxes implements Benchmark {

    private static final int DELIVERIES_PER_SECOND = 200;

    static final String STARTER = "/replicate/webhook?replicate=prediction";

    private final Deliveries deliveries = new Deliveries();

    @Override
    public void run(Settings settings) throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
            String url = database.getJdbcUrl("postgres", "postgres");
            Comparison stored = new Comparison("webhooks until the response");
            try (Program application = Program.java(InboxApplication.class, url, InboxApplication.STORE_ONLY)) {
                String origin = application.ready();
                variant(stored, settings, application, "replicate4j", origin, STARTER, false);
                variant(stored, settings, application, "controller with an insert", origin, "/insert", false);
                stored.run(settings.rounds());
            }
            Comparison processed = new Comparison("webhooks until they are processed");
            try (Program application = Program.java(InboxApplication.class, url, "process")) {
                String origin = application.ready();
                variant(processed, settings, application, "replicate4j", origin, STARTER, true);
                variant(processed, settings, application, "Spring Modulith", origin, "/modulith", true);
                processed.run(settings.rounds());
            }
        }
    }

    private void variant(
            Comparison comparison,
            Settings settings,
            Program application,
            String name,
            String origin,
            String path,
            boolean processed)
            throws InterruptedException {
        deliver(application::cpuNanos, origin, path, processed, settings.warmUp() * DELIVERIES_PER_SECOND);
        comparison.variant(
                name,
                () -> deliver(
                        application::cpuNanos, origin, path, processed, settings.seconds() * DELIVERIES_PER_SECOND));
    }

    /** Deliver webhooks, and wait until they are processed if the application does so. */
    Figures deliver(LongSupplier cpuNanos, String origin, String path, boolean processed, int count)
            throws InterruptedException {
        List<Delivery> signed = this.deliveries.sign(count);
        this.deliveries.post(origin + "/reset");
        long cpuBefore = cpuNanos.getAsLong();
        long start = System.nanoTime();
        this.deliveries.post(origin + path, signed);
        while (processed && this.deliveries.get(origin + "/done") < count) {
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long cpu = cpuNanos.getAsLong() - cpuBefore;
        if (this.deliveries.post(origin + "/reset") != (processed ? count : 0)) {
            throw new IllegalStateException("Not every webhook was processed exactly once");
        }
        return Figures.of("per second", count / seconds).and("CPU us each", cpu / 1e3 / count);
    }
}
