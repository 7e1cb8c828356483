/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for the options of the control API. */
class ControlOptionTests {

    @TempDir
    Path folder;

    @Test
    void modelsAreDefinedByAFolder() throws IOException {
        Files.writeString(this.folder.resolve("captioner.json"), "{\"name\": \"acme/captioner\"}");
        try (ReplicateEmulator emulator = start("--models=" + this.folder)) {
            assertThat(new TestControl(emulator).get("/models/acme/captioner").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void clockIsManual() {
        try (ReplicateEmulator emulator = start("--clock=2026-01-31T12:00:00Z")) {
            assertThat(TestApi.json(new TestControl(emulator).post("/clock", "{\"advance\": \"PT1M\"}")))
                    .containsEntry("now", "2026-01-31T12:01:00.000000Z");
        }
        try (ReplicateEmulator emulator = start("--clock=manual")) {
            assertThat(TestApi.json(new TestControl(emulator).get("/clock"))).containsEntry("manual", true);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start("--clock=noon"))
                .withMessageContaining("2026-01-31T12:00:00Z");
    }

    @Test
    void otherHostsAreAllowed() {
        try (ReplicateEmulator emulator = start("--control")) {
            assertThat(new TestControl(emulator)
                            .send("GET", "/clock", "", "X-Forwarded-For", "192.0.2.1")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static ReplicateEmulator start(String option) {
        return EmulatorOptions.parse("--port=0", option).start();
    }
}
