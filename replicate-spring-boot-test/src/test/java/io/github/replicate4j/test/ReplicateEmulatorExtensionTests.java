/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ReplicateEmulatorExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicateEmulatorExtensionTests {

    @BeforeEach
    void teach(ReplicateEmulator emulator) {
        emulator.model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
    }

    @Test
    @Order(1)
    void bothClientsUseTheEmulator(ReplicateEmulator emulator, Replicate replicate, AsyncReplicate async) {
        assertThat(replicate.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
        assertThat(async.run("acme/captioner", Map.of()).block().text()).isEqualTo("a cat");
        assertThat(emulator.predictions()).hasSize(2);
    }

    @Test
    @Order(2)
    void isResetAfterEachTest(ReplicateEmulator emulator) {
        assertThat(emulator.predictions()).isEmpty();
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Nested
    class Inside {

        @Test
        void nestedClassHasAnEmulator(Replicate replicate) {
            assertThat(replicate.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
        }
    }
}
