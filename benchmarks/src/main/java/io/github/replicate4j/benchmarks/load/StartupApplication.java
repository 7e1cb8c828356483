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
