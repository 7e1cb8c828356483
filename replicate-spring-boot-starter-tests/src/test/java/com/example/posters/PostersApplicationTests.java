/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.posters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureReplicateEmulator
class PostersApplicationTests {

    @Autowired
    PostersApplication posters;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void drawsAPoster() throws IOException {
        byte[] poster = this.posters.draw("a lighthouse at dusk").getBody().getContentAsByteArray();

        assertThat(poster).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void retriesWhenRateLimited() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(429);

        assertThat(this.posters.draw("a lighthouse at dusk").getStatusCode().value())
                .isEqualTo(200);
        assertThat(this.emulator.requests().to(Operation.MODELS_PREDICTIONS_CREATE))
                .hasSize(2);
    }
}
