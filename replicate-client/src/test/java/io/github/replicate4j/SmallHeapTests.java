/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.JavaCommand;
import io.github.replicate4j.testing.Stress;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client never holds a whole file in memory. */
@Order(1)
class SmallHeapTests {

    /** Both in MiB. */
    private static final int FILE_SIZE = Stress.times(40, 100);

    private static final int HEAP_SIZE = Stress.times(32, 64);

    @TempDir
    private Path folder;

    @Test
    void uploadsAndDownloadsFileLargerThanHeap() throws Exception {
        Path file = this.folder.resolve("large.bin");
        String sha256 = fill(file);
        Path printed = this.folder.resolve("printed");
        FaultServer.Behavior download = connection -> {
            connection.readRequest();
            connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: " + (FILE_SIZE << 20) + "\r\nConnection: close\r\n\r\n");
            connection.write(file);
        };
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                FaultServer outputs = FaultServer.start().afterwards(download)) {
            emulator.model("acme/large")
                    .official()
                    .respond(script ->
                            script.output(outputs.origin() + "/out.bin").succeed());
            Process process = new ProcessBuilder(JavaCommand.of(
                            "-Xmx" + HEAP_SIZE + "m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeapProgram.class.getName(),
                            emulator.baseUrl().toString(),
                            emulator.token(),
                            emulator.filesSigningSecret(),
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("exited").isTrue();
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
        byte[] buffer = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
            for (int i = 0; i < FILE_SIZE; i++) {
                random.nextBytes(buffer);
                out.write(buffer);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
