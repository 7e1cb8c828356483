/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Resource usage of this process.
 *
 * @since 0.1.0
 */
public final class Jvm {

    /** Bytes of a megabyte. */
    public static final double MEGABYTE = 1 << 20;

    /** Status of this process on Linux. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private static final int GARBAGE_COLLECTIONS = 3;

    private Jvm() {}

    /**
     * Return the CPU time of this process.
     *
     * @return nanoseconds
     */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /**
     * Return the number of bytes that the threads of this process have allocated, without threads that have ended.
     *
     * @return bytes
     */
    public static long allocatedBytes() {
        long[] allocated = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
        return Arrays.stream(allocated).filter(bytes -> bytes > 0).sum();
    }

    /**
     * Return the heap usage after a garbage collection.
     *
     * @return megabytes
     */
    public static double heapAfterGc() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /**
     * Return the size of all objects that are still used, after several garbage collections, because the first ones do not
     * remove objects that were released a moment ago.
     *
     * @return megabytes
     */
    public static double retainedHeap() {
        return IntStream.range(0, GARBAGE_COLLECTIONS)
                .mapToDouble(each -> heapAfterGc())
                .min()
                .orElse(Double.NaN);
    }

    /**
     * Return the peak number of threads.
     *
     * @return number of threads, including daemon threads
     */
    public static int peakThreads() {
        return THREADS.getPeakThreadCount();
    }

    /**
     * Return the peak resident memory, including memory outside the heap.
     *
     * @return megabytes, or NaN if the system does not report it
     * @throws IOException if it cannot be read
     */
    public static double peakResidentMegabytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1_024 / MEGABYTE)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
