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

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.testing.FaultServer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file is ever held in memory as a whole: 100 MiB go both ways through a program that has 64. */
class SmallHeapTests {

    private static final int LARGE = 100 << 20;

    @TempDir
    private Path folder;

    @Test
    void uploadsAndDownloadsFileLargerThanHeap() throws Exception {
        Path file = this.folder.resolve("large.bin");
        String sha256 = fill(file);
        Path printed = this.folder.resolve("printed");
        FaultServer.Behaviour serves = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\nConnection: close\r\n\r\n");
            connection.write(file);
        };
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                FaultServer outputs = FaultServer.start().afterwards(serves)) {
            emulator.model("acme/large")
                    .official()
                    .respond(script ->
                            script.output(outputs.origin() + "/out.bin").succeed());
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeapProgram.class.getName(),
                            emulator.baseUrl().toString(),
                            emulator.token(),
                            emulator.filesSigningSecret(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertThat(process.waitFor(120, TimeUnit.SECONDS))
                        .as("it ends by itself")
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(printed)
                    .content()
                    .contains(
                            "upload-blocking " + sha256,
                            "upload-reactive " + sha256,
                            "download-blocking " + sha256,
                            "run-reactive " + sha256,
                            "run-blocking " + sha256);
            assertThat(process.exitValue()).isZero();
            assertThat(emulator.predictions())
                    .hasSize(2)
                    .allSatisfy(prediction -> assertThat(
                                    prediction.input().get("image").toString())
                            .contains("/files/"));
        }
    }

    private static String fill(Path file) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
            for (int i = 0; i < LARGE / piece.length; i++) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
