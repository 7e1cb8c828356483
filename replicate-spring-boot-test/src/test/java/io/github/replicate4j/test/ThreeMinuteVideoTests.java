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
import io.github.replicate4j.predictions.PredictionStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThreeMinuteVideoTests {

    @RegisterExtension
    static ReplicateEmulatorExtension emulated =
            new ReplicateEmulatorExtension(builder -> builder.clock(EmulatorClock.manual()));

    @Test
    @Timeout(30)
    void videoIsCompletedAfterThreeMinutes(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/video")
                .official()
                .respond(script ->
                        script.pause(Duration.ofMinutes(3)).output("a video").succeed());
        Prediction video = replicate.models().predictions().create("acme/video", request -> request.input(Map.of()));
        emulator.clock().advance(Duration.ofSeconds(179));
        assertThat(replicate.predictions().get(video.id()).status()).isEqualTo(PredictionStatus.PROCESSING);
        emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(replicate.output(replicate.predictions().get(video.id())).text())
                .isEqualTo("a video");
    }
}
