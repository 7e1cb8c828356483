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
