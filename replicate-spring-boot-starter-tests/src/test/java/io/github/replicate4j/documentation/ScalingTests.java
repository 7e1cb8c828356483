/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateProperties;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;

/** Tests for the code of {@code docs/scaling.md}. */
@SpringBootTest(
        properties =
                "spring.config.import=classpath:/documentation/scaling.yaml,classpath:/documentation/scaling.properties")
@AutoConfigureReplicateEmulator
class ScalingTests {

    @Autowired
    AsyncReplicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Autowired
    ReplicateProperties properties;

    @Autowired
    WebMvcProperties webMvc;

    @Test
    void runsAtMostEightPredictionsConcurrently(@TempDir Path folder) {
        AtomicInteger maximum = new AtomicInteger();
        this.emulator.model("acme/painter").official().respond(script -> {
            maximum.accumulateAndGet(countWithoutOutput(), Math::max);
            script.pause(Duration.ofMillis(200))
                    .outputFile(new byte[] {1, 2, 3}, "png")
                    .succeed();
        });
        List<String> prompts = IntStream.range(0, 20)
                .mapToObj(number -> "lighthouse " + number)
                .toList();

        List<Path> posters = new Scaling(this.replicate).draw(prompts, folder).block();

        assertThat(posters)
                .doesNotHaveDuplicates()
                .hasSize(20)
                .allSatisfy(poster -> assertThat(poster).isRegularFile());
        assertThat(maximum).hasValueBetween(2, 8);
    }

    /** A run ends when its output files exist, shortly before the prediction completes. */
    private int countWithoutOutput() {
        return (int) this.emulator.predictions().stream()
                .filter(prediction -> !prediction.status().isTerminal() && prediction.output() == null)
                .count();
    }

    @Test
    void readsProperties() {
        assertThat(this.properties.getRun().getPreferWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(this.properties.getRetry().getMaxRetries()).isEqualTo(5);
        assertThat(this.properties.getHttp().getMaxConnections()).isEqualTo(1000);
        assertThat(this.webMvc.getAsync().getRequestTimeout()).isEqualTo(Duration.ofMinutes(10));
    }
}
