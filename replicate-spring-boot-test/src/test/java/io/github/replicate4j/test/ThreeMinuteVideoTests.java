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
