/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test.slices;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The emulator in a slice of the application. */
@WebMvcTest(CaptionController.class)
@AutoConfigureReplicateEmulator
class EmulatorInSliceTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void controllerUsesTheEmulator() {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
        assertThat(this.mvc.get().uri("/caption")).hasStatusOk().hasBodyTextEqualTo("a cat");
        assertThat(this.replicate.baseUrl()).isEqualTo(this.emulator.baseUrl());
    }
}
