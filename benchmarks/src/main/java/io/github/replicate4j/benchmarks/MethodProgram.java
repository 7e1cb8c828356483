/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** Calls a method of a JMH benchmark in turns. Its calls take so long that the time of a reflective invocation is not measurable. */
final class MethodProgram {

    private final Object benchmark;

    private final Method method;

    private final int threads;

    private final ExecutorService executor;

    private MethodProgram(Object benchmark, Method method, int threads) {
        this.benchmark = benchmark;
        this.method = method;
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads);
    }

    /**
     * Run the program.
     *
     * @param args class, method, number of threads, and values of parameters as {@code name=number}
     * @throws Exception if the benchmark cannot be created
     */
    public static void main(String[] args) throws Exception {
        Class<?> type = Class.forName(args[0]);
        Object benchmark = type.getDeclaredConstructor().newInstance();
        for (String parameter : List.of(args).subList(3, args.length)) {
            String[] parts = parameter.split("=", 2);
            Field field = type.getDeclaredField(parts[0]);
            field.setAccessible(true);
            field.set(benchmark, field.getType() == int.class ? Integer.valueOf(parts[1]) : parts[1]);
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Setup.class)) {
                method.invoke(benchmark);
            }
        }
        MethodProgram program = new MethodProgram(benchmark, type.getMethod(args[1]), Integer.parseInt(args[2]));
        Turns.serve(program::repeat);
    }

    private long repeat(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Long>> counts = this.executor.invokeAll(Collections.nCopies(this.threads, calls(end)));
        long total = 0;
        for (Future<Long> count : counts) {
            total += count.get();
        }
        OperationsPerInvocation operations = this.benchmark.getClass().getAnnotation(OperationsPerInvocation.class);
        return operations == null ? total : total * operations.value();
    }

    private Callable<Long> calls(long end) {
        return () -> {
            long count = 0;
            do {
                this.method.invoke(this.benchmark);
                count++;
            } while (System.nanoTime() < end);
            return count;
        };
    }
}
