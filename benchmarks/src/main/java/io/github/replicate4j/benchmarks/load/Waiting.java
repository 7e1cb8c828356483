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
import io.github.replicate4j.benchmarks.server.LiveServer;

/**
 * Waits for thousands of concurrent predictions.
 *
 * @since 0.1.0
 */
public final class Waiting implements Benchmark {

    @Override
    public void run(Settings settings) throws Exception {
        new Comparison("wait for " + settings.predictions())
                .variant("replicate4j, polling", () -> measure("polling", settings))
                .variant("replicate4j, webhooks", () -> measure("webhooks", settings))
                .variant("polling by hand", () -> measure("by-hand", settings))
                .run(1);
    }

    private static Figures measure(String variant, Settings settings) throws Exception {
        try (Program server = Program.java(LiveServer.class);
                Program caller = Program.java(
                        WaitingProgram.class, server.ready(), variant, settings.predictions(), settings.within())) {
            return caller.figures();
        }
    }
}
