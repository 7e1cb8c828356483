/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.WireMockTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client of an emulator on another host, over plain HTTP. */
class RemoteEmulatorTests extends WireMockTest {

    /** This machine, but not by one of the names of the loopback interface. */
    private String otherHost() {
        return "http://0.0.0.0:" + URI.create(baseUrl()).getPort() + "/v1";
    }

    @ParameterizedTest
    @EnumSource
    void emulatorOnAnotherHostGetsNoTokenOfReplicate(ClientStyle style) {
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\",\"status\":\"succeeded\"}"));
        try (Replicate client =
                Replicate.builder().bearerToken("r8_real").emulator(otherHost()).build()) {
            assertThat(style.call(
                                    client,
                                    blocking -> blocking.predictions().get("abc"),
                                    reactive -> reactive.predictions().get("abc"))
                            .id())
                    .isEqualTo("abc");
        }
        assertThat(requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer emulator"));
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfReplicateIsNotSentOverPlainHttp(ClientStyle style) {
        try (Replicate client =
                Replicate.builder().emulator(otherHost()).bearerToken("r8_real").build()) {
            assertNotSent(style, client);
        }
        try (Replicate client = Replicate.builder().emulator(otherHost()).build()) {
            assertNotSent(style, client.withOptions(options -> options.bearerToken("r8_real")));
        }
        assertThat(requests()).isEmpty();
    }

    private static void assertNotSent(ClientStyle style, Replicate client) {
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> style.call(
                        client,
                        blocking -> blocking.predictions().get("abc"),
                        reactive -> reactive.predictions().get("abc")))
                .withMessageContaining("plain http")
                .withMessageNotContaining("r8_");
    }

    @ParameterizedTest
    @EnumSource
    void filesOfAnEmulatorOnAnotherHostCanBeRead(ClientStyle style) throws Exception {
        int port = freePort();
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                        .port(port)
                        .publicUrl(URI.create("http://0.0.0.0:" + port))
                        .start();
                Replicate client = Replicate.builder()
                        .emulator(emulator.baseUrl().toString())
                        .build()) {
            Map<String, Object> input = Map.of("prompt", "a lighthouse");
            byte[] picture = style.call(
                    client,
                    blocking -> blocking.run("black-forest-labs/flux-schnell", input)
                            .file()
                            .bytes(),
                    reactive -> reactive.run("black-forest-labs/flux-schnell", input)
                            .flatMap(output -> output.file().bytes()));
            assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void plainHttpToAnotherHostIsRefusedUnlessItIsAnEmulator() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replicate.builder().baseUrl(otherHost()))
                .withMessageContaining("plain http")
                .withMessageContaining("replicate.emulator.base-url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replicate.builder().emulator("ftp://emulator/v1"))
                .withMessage("base URL must start with https://, or http:// for an emulator or this machine");
    }
}
