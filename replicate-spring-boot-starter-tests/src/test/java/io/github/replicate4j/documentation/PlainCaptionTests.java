/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.test.ReplicateEmulatorExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ReplicateEmulatorExtension.class)
class PlainCaptionTests {

    @Test
    void describesAPicture(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());

        assertThat(replicate.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
    }
}
