/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingOptionTests {

    @TempDir
    Path folder;

    @Test
    void recordsAndReplays() {
        Object username;
        try (ReplicateEmulator upstream =
                ReplicateEmulator.builder().account("someone").start()) {
            String api = upstream.baseUrl().toString();
            try (ReplicateEmulator recorder = start("--recordings=" + this.folder, "--record=" + api)) {
                assertThat(recorder.notice())
                        .isEqualTo("It forwards requests to " + api + ", which may cost money, and records them in '"
                                + this.folder + "'.");
                username = TestApi.json(new TestApi(recorder).get("/account")).get("username");
            }
        }
        try (ReplicateEmulator replayer = start("--replay=" + this.folder)) {
            assertThat(replayer.notice()).isEqualTo("It replays the recordings in '" + this.folder + "'.");
            assertThat(TestApi.json(new TestApi(replayer, "any").get("/account")))
                    .containsEntry("username", username)
                    .containsEntry("username", "someone");
        }
    }

    @Test
    void tokenAppliesInAnyOrder() throws Exception {
        try (ReplicateEmulator upstream = ReplicateEmulator.start();
                ReplicateEmulator recorder =
                        start("--token=only", "--recordings=" + this.folder, "--record=" + upstream.baseUrl())) {
            assertThat(recorder.token()).isEqualTo("only");
            assertThat(new TestApi(recorder, "another").get("/account").statusCode())
                    .isEqualTo(401);
            assertThat(upstream.requests().all()).isEmpty();
        }
    }

    @Test
    void invalidOptionsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start("--record=http://api.replicate.com/v1"))
                .withMessageContaining("use an https URL");
        assertThatIllegalStateException()
                .isThrownBy(() -> start("--record=https://api.replicate.com/v1", "--replay=" + this.folder))
                .withMessageContaining("not both");
        assertThatIllegalStateException()
                .isThrownBy(() -> start("--recordings=" + this.folder))
                .withMessageContaining("--record=URL");
    }

    private static ReplicateEmulator start(String... options) {
        return EmulatorOptions.parse(
                        Stream.concat(Stream.of("--port=0"), Stream.of(options)).toArray(String[]::new))
                .start();
    }
}
