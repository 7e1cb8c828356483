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
 * A thousand concurrent streams with the pace of a model.
 *
 * @since 0.1.0
 */
public final class Streams implements Benchmark {

    @Override
    public void run(Settings settings) throws Exception {
        new Comparison(settings.streams() + " streams")
                .variant("replicate4j", () -> measure("replicate4j", settings))
                .variant("Spring's reader", () -> measure("spring", settings))
                .run(settings.rounds());
    }

    private static Figures measure(String variant, Settings settings) throws Exception {
        try (Program server = Program.java(LiveServer.class);
                Program caller = Program.java(StreamsProgram.class, server.ready(), variant, settings.streams())) {
            return caller.figures();
        }
    }
}
