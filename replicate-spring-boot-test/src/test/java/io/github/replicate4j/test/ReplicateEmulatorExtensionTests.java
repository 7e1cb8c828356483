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
