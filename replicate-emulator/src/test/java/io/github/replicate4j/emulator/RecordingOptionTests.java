/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource
    void settingWithoutEffectIsRejected(String name, UnaryOperator<ReplicateEmulatorBuilder> setting) {
        assertThatIllegalStateException()
                .isThrownBy(() -> setting.apply(ReplicateEmulator.builder())
                        .record(URI.create("https://api.test/v1"), this.folder)
                        .start())
                .withMessage(name + "(...) has no effect with record(...): remove one of them");
        if (!name.equals("webhookSecret")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> setting.apply(ReplicateEmulator.builder().replay(this.folder))
                            .start())
                    .withMessage(name + "(...) has no effect with replay(...): remove one of them");
        }
    }

    static Stream<Arguments> settingWithoutEffectIsRejected() {
        return Stream.of(
                setting("models", builder -> builder.models(Path.of("none"))),
                setting("outputsAsDataUrls", ReplicateEmulatorBuilder::outputsAsDataUrls),
                setting("stateFile", builder -> builder.stateFile(Path.of("none", "state.zip"))),
                setting("account", builder -> builder.account("acme")),
                setting("webhookSecret", builder -> builder.webhookSecret(ReplicateEmulator.DEFAULT_WEBHOOK_SECRET)),
                setting("pageSize", builder -> builder.pageSize(100)),
                setting("maxPredictions", builder -> builder.maxPredictions(1)),
                setting("maxBytes", builder -> builder.maxBytes(1)),
                setting("logsInLists", ReplicateEmulatorBuilder::logsInLists));
    }

    private static Arguments setting(String name, UnaryOperator<ReplicateEmulatorBuilder> setting) {
        return Arguments.of(name, setting);
    }

    private static ReplicateEmulator start(String... options) {
        return EmulatorOptions.parse(
                        Stream.concat(Stream.of("--port=0"), Stream.of(options)).toArray(String[]::new))
                .start();
    }
}
