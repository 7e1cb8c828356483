/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Program;
import java.lang.management.ManagementFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A minimal web application. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class StartupApplication {

    /**
     * Start the application and print its resource usage.
     *
     * @param args none
     */
    public static void main(String[] args) {
        new SpringApplicationBuilder(StartupApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .properties("server.port=0", "replicate.bearer-token=r8_benchmarks")
                .run(args);
        double cpu = Jvm.cpuNanos() / 1e6;
        Program.printReady("");
        Program.measure(() -> Figures.of("CPU ms", cpu)
                .and("resident MB", Jvm.peakResidentMegabytes())
                .and("heap MB", Jvm.heapAfterGc())
                .and("classes", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
                .and("threads", Jvm.peakThreads()));
    }

    @GetMapping("/")
    String hello() {
        return "Hello";
    }
}
