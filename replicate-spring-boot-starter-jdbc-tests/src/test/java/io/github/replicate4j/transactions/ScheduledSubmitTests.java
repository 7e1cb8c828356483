/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Transactional;

/** A scheduled job that runs on every instance, because nothing elects one of them. */
class ScheduledSubmitTests {

    @Test
    void jobsOfAllInstancesSubmitEachKeyOnce() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.output("done").succeed());
            try (ConfigurableApplicationContext first = start(emulator);
                    ConfigurableApplicationContext second = start(emulator)) {
                Job firstJob = first.getBean(Job.class);
                Job secondJob = second.getBean(Job.class);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> firstJob.runs() >= 10
                                && secondJob.runs() >= 10
                                && emulator.predictions().size() >= 5);
            }
            List<String> prompts = emulator.predictions().stream()
                    .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                    .toList();
            assertThat(prompts).containsExactlyInAnyOrder("report 0", "report 1", "report 2", "report 3", "report 4");
        }
    }

    private static ConfigurableApplicationContext start(ReplicateEmulator emulator) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=jdbc:h2:mem:scheduled;DB_CLOSE_DELAY=-1",
                        "replicate.journal.enabled=true",
                        "replicate.base-url=" + emulator.baseUrl(),
                        "replicate.bearer-token=" + ReplicateEmulator.DEFAULT_TOKEN)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Application {

        @Bean
        Job job(DurablePredictions predictions) {
            return new Job(predictions);
        }
    }

    static class Job {

        private final AtomicInteger runs = new AtomicInteger();

        private final DurablePredictions predictions;

        Job(DurablePredictions predictions) {
            this.predictions = predictions;
        }

        int runs() {
            return this.runs.get();
        }

        /** The key is the same in each instance, as that of a day or an hour is. */
        @Scheduled(fixedRate = 50)
        @Transactional
        public void run() {
            String report = "report " + this.runs.get() % 5;
            this.predictions.submitForModel(report, "acme/painter", request -> request.input("prompt", report));
            this.runs.incrementAndGet();
        }
    }
}
