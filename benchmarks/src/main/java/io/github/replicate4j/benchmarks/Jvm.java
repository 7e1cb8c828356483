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

package io.github.replicate4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process needs of the machine. */
public final class Jvm {

    private static final double MEGABYTE = 1 << 20;

    /** Of this process, on Linux. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Jvm() {}

    /**
     * How long its threads have worked.
     *
     * @return nanoseconds
     */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /**
     * What is left on the heap when it has been tidied.
     *
     * @return megabytes
     */
    public static double heapAfterGc() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /**
     * The most threads there were.
     *
     * @return threads, the daemons among them
     */
    public static int mostThreads() {
        return ManagementFactory.getThreadMXBean().getPeakThreadCount();
    }

    /**
     * The most memory that it had, on the heap and beside it.
     *
     * @return megabytes, or not a number where the system does not tell
     * @throws IOException if that cannot be read
     */
    public static double mostResident() throws IOException {
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
