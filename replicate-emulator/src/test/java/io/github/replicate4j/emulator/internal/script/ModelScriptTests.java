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
