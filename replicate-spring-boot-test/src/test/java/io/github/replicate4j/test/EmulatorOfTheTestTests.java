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
