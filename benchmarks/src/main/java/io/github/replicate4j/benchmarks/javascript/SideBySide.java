/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.javascript;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.JavaScript;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
import io.github.replicate4j.benchmarks.TurnComparison;
import io.github.replicate4j.benchmarks.server.FixedServer;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares the client with Replicate's official JavaScript client.
 *
 * @since 0.1.0
 */
public final class SideBySide implements Benchmark {

    @Override
    public void run(Settings settings) throws Exception {
        Path folder = JavaScript.install();
        if (folder == null) {
            return;
        }
        try (Program server = Program.java(FixedServer.class)) {
            String origin = server.ready();
            compare("get, one by one", folder, settings, origin, "get", 1);
            compare("get, 32 at a time", folder, settings, origin, "get", 32);
            compare("create, one by one", folder, settings, origin, "create", 1);
            compare("predictions of a list", folder, settings, origin, "list", 1);
            compare("tokens of a stream", folder, settings, origin, "stream", 1);
            compare("verify a webhook of 2 kB", folder, settings, origin, "verify", 1);
        }
    }

    private static void compare(
            String title, Path folder, Settings settings, String origin, String call, int concurrency)
            throws Exception {
        new TurnComparison(title)
                .program("replicate4j", () -> Program.java(JavaCalls.class, origin, call, concurrency))
                .program(
                        "replicate for JavaScript",
                        () -> Program.start(folder, List.of("node", "calls.js"), origin, call, concurrency))
                .run(settings);
    }
}
