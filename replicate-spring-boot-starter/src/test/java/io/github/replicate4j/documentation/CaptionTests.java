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

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureReplicateEmulator
class CaptionTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void retriesARateLimitedCreate() {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
        this.emulator
                .faults()
                .next(Operation.MODELS_PREDICTIONS_CREATE)
                .status(429)
                .header("retry-after-ms", "10");

        String caption = this.replicate.run("acme/captioner", Map.of()).text();

        assertThat(caption).isEqualTo("a cat");
        assertThat(this.emulator.requests().creates()).hasSize(2);
        assertThat(this.emulator.running()).isEmpty();
    }
}
