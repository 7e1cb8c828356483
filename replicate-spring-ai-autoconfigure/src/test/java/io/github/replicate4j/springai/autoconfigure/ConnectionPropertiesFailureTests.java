/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConnectionPropertiesFailureTests {

    @Test
    void reportsWhichPropertyToSet(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatException().isThrownBy(() -> application.run("--spring.ai.replicate.api-key=r8_one"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("'spring.ai.replicate.api-key' has no effect")
                .contains("Set 'replicate.bearer-token' instead.")
                .doesNotContain("r8_");
    }

    @EnableAutoConfiguration
    static class Application {}
}
