/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
