/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class PoetApplicationTests {

    /** The emulator writes a story of the words of the prompt. */
    @Test
    void runsWithoutAToken(CapturedOutput output) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(PoetApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.import=classpath:documentation/getting-started.properties",
                        "replicate.mode=emulator")
                .run()) {
            assertThat(context.isActive()).isTrue();
        }
        assertThat(output.getOut()).containsIgnoringCase("sea");
    }
}
