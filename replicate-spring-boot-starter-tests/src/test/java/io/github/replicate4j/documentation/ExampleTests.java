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
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.buffer.DataBufferUtils;

/** Tests for code of the README and of several pages. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class ExampleTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Autowired
    Posters posters;

    @Autowired
    AsyncPosters asyncPosters;

    @Test
    void drawsAPosterWithBothClients() {
        byte[] poster = this.posters.draw("a lighthouse at dusk");
        int size = DataBufferUtils.join(this.asyncPosters.draw("a lighthouse at dusk"))
                .map(buffer -> {
                    int bytes = buffer.readableByteCount();
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .block();

        assertThat(poster).startsWith(0x89, 'P', 'N', 'G').hasSize(size);
    }

    @Test
    void runsModels(@TempDir Path folder) {
        RunningModels examples = new RunningModels(this.replicate);

        assertThat(examples.text()).isNotBlank();
        assertThat(examples.record()).hasSize(1);
        assertThat(examples.save(folder)).isNotEmptyFile();
        assertThat(examples.limited().file().bytes()).isNotEmpty();
        assertThat(examples.progress()).anyMatch(line -> line.contains("Progress["));
    }

    @Test
    void handlesErrors() {
        this.emulator.model("acme/captioner").official().respond(script -> script.fail("out of memory"));
        ErrorsAndRetries examples = new ErrorsAndRetries(this.replicate);

        assertThat(examples.describe(Map.of())).isEqualTo("no caption");
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        assertThat(examples.describe(Map.of())).isEqualTo("unknown");
        assertThat(examples.continueAfterTimeout().prediction().succeeded()).isTrue();
    }
}
