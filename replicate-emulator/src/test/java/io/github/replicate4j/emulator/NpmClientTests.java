/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs clients from npm against the emulator. Skipped if Node or the packages are not available.
 */
@Order(1)
class NpmClientTests {

    private ReplicateEmulator emulator;

    @BeforeAll
    static void install() throws IOException {
        NpmPackages.installOrSkip();
    }

    @BeforeEach
    void start() {
        this.emulator = ReplicateEmulator.builder().anyToken().start();
        this.emulator
                .model("acme/writer")
                .official()
                .streams()
                .respond(script -> script.output("the").output(" sea").output("\nis deep"));
        this.emulator.model("acme/failing").official().respond(script -> script.fail("no ink"));
        this.emulator
                .model("acme/size")
                .official()
                .respond((input, script) -> script.outputValue(script.inputFile(input.get("file")).length));
        String picture = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.outputValue("data:image/png;base64," + picture));
    }

    @AfterEach
    void stop() {
        this.emulator.close();
    }

    @Test
    void clientsWork() throws IOException {
        NpmPackages.Result result =
                NpmPackages.node(this.emulator.baseUrl(), "run.mjs", "files.mjs", "webhooks.mjs", "ai-sdk.mjs");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(this.emulator.requests().all()).isNotEmpty();
    }

    @Test
    void clientWorksWithRecordings() throws IOException {
        Path folder = NpmPackages.emptyFolder("recordings");
        try (ReplicateEmulator recorder = ReplicateEmulator.builder()
                .record(this.emulator.baseUrl(), folder)
                .start()) {
            NpmPackages.Result recorded = NpmPackages.node(recorder.baseUrl(), "run.mjs", "files.mjs");
            assertThat(recorded.exitCode()).as(recorded.output()).isZero();
        }
        this.emulator.close();
        try (ReplicateEmulator replayer =
                ReplicateEmulator.builder().replay(folder).start()) {
            NpmPackages.Result replayed = NpmPackages.node(replayer.baseUrl(), "run.mjs", "files.mjs");
            assertThat(replayed.exitCode()).as(replayed.output()).isZero();
        }
    }
}
