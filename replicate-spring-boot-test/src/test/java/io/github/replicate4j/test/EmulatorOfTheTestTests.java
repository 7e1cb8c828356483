/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** A test with its own emulator and clock. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class EmulatorOfTheTestTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void emulatorBeanIsUsed() {
        this.emulator
                .model("acme/video")
                .official()
                .respond(script ->
                        script.pause(Duration.ofMinutes(3)).output("a video").succeed());
        Prediction video =
                this.replicate.models().predictions().create("acme/video", request -> request.input(Map.of()));
        this.emulator.clock().advance(Duration.ofMinutes(3));
        assertThat(this.replicate.predictions().get(video.id()).succeeded()).isTrue();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ReplicateEmulator replicateEmulator() {
            return ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();
        }
    }
}
