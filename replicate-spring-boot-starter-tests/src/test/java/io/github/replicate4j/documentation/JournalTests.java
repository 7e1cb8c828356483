/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.from;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests for the assertions in {@code docs/testing.md}. */
@SpringBootTest(properties = "replicate.default-headers.X-Team=posters")
@AutoConfigureReplicateEmulator
class JournalTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @BeforeEach
    void caption() {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
        this.replicate.run("acme/captioner", Map.of("image", "cat.png"));
    }

    @Test
    void recordsTheInputOfACreate() {
        assertThat(this.emulator.requests().creates())
                .extracting(JournalEntry::input)
                .containsExactly(Map.of("image", "cat.png"));
    }

    @Test
    void recordsHeadersAndToken() {
        assertThat(this.emulator.requests().creates())
                .singleElement()
                .returns(Map.of("image", "cat.png"), from(JournalEntry::input))
                .returns("posters", from(create -> create.header("X-Team")))
                .returns("Bearer " + this.emulator.token(), from(JournalEntry::authorization));
    }

    @Test
    void recordsNoOtherRequest() {
        assertThat(this.emulator.requests().all())
                .extracting(JournalEntry::operation)
                .containsExactly(Operation.MODELS_PREDICTIONS_CREATE);
    }
}
