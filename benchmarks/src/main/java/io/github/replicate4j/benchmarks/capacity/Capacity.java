/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Listing;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
import io.github.replicate4j.benchmarks.capacity.RetainedProgram.Kind;
import io.github.replicate4j.benchmarks.server.LiveServer;
import java.util.Comparator;
import java.util.List;

/**
 * What one instance can hold: the memory of each wait, stream and queued call, and many waits by webhook.
 *
 * @since 0.1.0
 */
public final class Capacity implements Benchmark {

    private static final String HEAP = "-Xmx1g";

    /** The client remembers this many predictions. Beyond that, a further wait takes less memory. */
    private static final int MAX_RETAINED = 10_000;

    @Override
    public void run(Settings settings) throws Exception {
        Listing memory = new Listing("memory of each");
        for (Kind kind : Kind.values()) {
            int count = Math.min(kind.count(settings), MAX_RETAINED);
            System.err.println("memory of " + count + ": " + kind.title());
            memory.row(kind.title(), measure(RetainedProgram.class, kind.name(), count));
        }
        memory.print();
        System.err.println(settings.waits() + " waits by webhook");
        Figures waits = measure(ManyWaitsProgram.class, settings.waits(), settings.within());
        new Listing("waits by webhook")
                .row("replicate4j", Saturation.withoutUsage(waits))
                .print();
        Listing usage = new Listing("used at the peak, of what one instance or account has");
        saturations(waits).forEach(each -> usage.row(each.resource(), each.figures()));
        usage.print();
    }

    private static List<Saturation> saturations(Figures figures) {
        return Saturation.of(figures).stream()
                .sorted(Comparator.comparingDouble(Saturation::percent).reversed())
                .toList();
    }

    private static Figures measure(Class<?> program, Object first, Object second) throws Exception {
        List<String> options = List.of(HEAP, "-cp", System.getProperty("java.class.path"));
        try (Program server = Program.java(LiveServer.class);
                Program caller = Program.java(options, program, server.ready(), first, second)) {
            return caller.figures();
        }
    }
}
