/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import io.github.replicate4j.benchmarks.micro.Clients;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares the methods of a JMH benchmark: {@code replicate4j} with the others.
 *
 * @param title description of the work
 * @param type class with the methods
 * @param threads number of threads
 * @param parameters values of {@code @Param} fields
 */
record MethodComparison(String title, Class<?> type, int threads, Map<String, String> parameters) {

    MethodComparison(String title, Class<?> type) {
        this(title, type, 1, Map.of());
    }

    MethodComparison threads(int threads) {
        return new MethodComparison(this.title, this.type, threads, this.parameters);
    }

    MethodComparison parameter(String name, Object value) {
        return new MethodComparison(this.title, this.type, this.threads, Map.of(name, String.valueOf(value)));
    }

    /** Compare the methods with JMH, one after the other. */
    void runWithJmh(Settings settings) throws Exception {
        Comparison comparison = new Comparison(this.title);
        for (String method : methods()) {
            comparison.variant(method, () -> measure(method, settings));
        }
        comparison.run(settings.rounds());
    }

    /** Compare methods that call a server, in turns. */
    void runInTurns(Settings settings, String server) throws IOException {
        TurnComparison comparison = new TurnComparison(this.title);
        for (String method : methods()) {
            comparison.program(method, () -> program(method, server));
        }
        comparison.run(settings);
    }

    private Program program(String method, String server) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(this.type.getName(), method, String.valueOf(this.threads)));
        this.parameters.forEach((name, value) -> arguments.add(name + "=" + value));
        return Program.java(
                List.of("-cp", System.getProperty("java.class.path"), "-D" + Clients.SERVER + "=" + server),
                MethodProgram.class,
                arguments.toArray());
    }

    private List<String> methods() {
        return Arrays.stream(this.type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(org.openjdk.jmh.annotations.Benchmark.class))
                .map(Method::getName)
                .sorted(Comparator.<String, Boolean>comparing(name -> !name.equals("replicate4j"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Measure a method in a new JVM, because JIT compilation differs between JVMs. */
    private Figures measure(String method, Settings settings) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(this.type.getName() + "." + method) + "$")
                .mode(Mode.Throughput)
                .forks(1)
                .threads(this.threads)
                .warmupIterations(settings.warmUp())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(settings.seconds())
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        this.parameters.forEach(options::param);
        RunResult result = new Runner(options.build()).runSingle();
        return Figures.of("per second", result.getPrimaryResult().getScore())
                .and("CPU us each", secondary(result, CpuProfiler.RESULT))
                .and("bytes allocated each", secondary(result, "gc.alloc.rate.norm"));
    }

    private static double secondary(RunResult result, String name) {
        Result<?> secondary = result.getSecondaryResults().get(name);
        return secondary == null ? Double.NaN : secondary.getScore();
    }
}
