/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelScriptTests {

    private final DefaultModelScript script = new DefaultModelScript(input -> new byte[0]);

    @Test
    void scriptWithoutEndSucceeds() {
        this.script.output("a");

        assertThat(this.script.steps()).containsExactly(new Step.Output("a"), new Step.Succeed());
    }

    @Test
    void noStepAfterTheEnd() {
        this.script.fail("no");

        assertThatIllegalStateException().isThrownBy(() -> this.script.output("more"));
        assertThatIllegalStateException().isThrownBy(() -> this.script.boot(Duration.ZERO));
        assertThat(this.script.steps()).containsExactly(new Step.Fail("no"));
    }

    @Test
    void bootMustComeFirst() {
        this.script.log("up");

        assertThatIllegalStateException()
                .isThrownBy(() -> this.script.boot(Duration.ofSeconds(1)))
                .withMessageContaining("pause");
    }

    @Test
    void rejectsInvalidArguments() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.script.pause(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> this.script.outputFile(new byte[0], ".png"));
        assertThatIllegalArgumentException().isThrownBy(() -> this.script.outputFile(new byte[0], "../x"));
    }
}
