/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputFinding.Code;
import io.github.replicate4j.testing.CapturedLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("Changes loggers")
class ValidationLogTests {

    private final CapturedLog captured = CapturedLog.of(ValidationLog.class.getName(), Level.WARN);

    private final ValidationLog log = new ValidationLog();

    @AfterEach
    void stop() {
        this.captured.close();
    }

    private static InputFinding unknown(String path) {
        return new InputFinding(path, Code.UNKNOWN, "string", "prompt", null);
    }

    @Test
    void sameFindingsAreLoggedOncePerVersion() {
        for (int i = 0; i < 100; i++) {
            this.log.findings("acme/model", "v1", List.of(unknown("input.images[" + i + "]"), unknown("input.a")));
            this.log.findings("acme/model", "v2", List.of(unknown("input.a")));
        }
        assertThat(this.captured.events()).hasSize(2);
    }

    @Test
    void numberOfWarningsIsLimited() {
        for (int i = 0; i < 5_000; i++) {
            this.log.findings("acme/model", "v1", List.of(unknown("input.name" + i)));
        }
        assertThat(this.captured.events()).hasSize(20);
        this.log.findings("acme/other", "v1", List.of(unknown("input.name")));
        assertThat(this.captured.events()).hasSize(21);
    }
}
