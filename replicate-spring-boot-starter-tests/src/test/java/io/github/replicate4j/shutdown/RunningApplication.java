/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.shutdown;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An application whose requests run a model that never completes. Runs in a process of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(RunningApplication.Runs.class)
class RunningApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RunningApplication.class, arguments);
    }

    @RestController
    static class Runs {

        private static final String MODEL = "emulator/slow";

        private static final Map<String, Object> INPUT = Map.of("seconds", 3600);

        private final Replicate replicate;

        private final AsyncReplicate asyncReplicate;

        Runs(Replicate replicate, AsyncReplicate asyncReplicate) {
            this.replicate = replicate;
            this.asyncReplicate = asyncReplicate;
        }

        @GetMapping("/request-thread")
        String requestThread() {
            return this.replicate.run(MODEL, INPUT).text();
        }

        @GetMapping("/own-thread")
        String ownThread() {
            new Thread(() -> this.replicate.run(MODEL, INPUT)).start();
            return "started";
        }

        @GetMapping("/mono")
        Mono<String> mono() {
            return this.asyncReplicate.run(MODEL, INPUT).map(output -> String.valueOf(output.text()));
        }
    }
}
