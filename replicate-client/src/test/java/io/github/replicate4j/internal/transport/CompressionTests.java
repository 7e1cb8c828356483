/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressionTests {

    private static byte[] gzip(byte[] chunk, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(chunk);
            }
        }
        return bytes.toByteArray();
    }

    private static FaultServer serverOf(byte[] body) {
        return FaultServer.start(FaultServer.bytes(
                "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: "
                        + body.length + "\n",
                body));
    }

    @Test
    void requestsAndReadsCompressedResponses() throws Exception {
        byte[] body = gzip(Wire.prediction("abc", "starting").getBytes(StandardCharsets.UTF_8), 1);
        try (FaultServer server = serverOf(body);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(client.predictions().get("abc").model()).isEqualTo("acme/model");
            assertThat(server.requests().get(0).header("Accept-Encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void sizeLimitAppliesAfterDecompression() throws Exception {
        byte[] compressed = gzip(new byte[1024 * 1024], 200);
        assertThat(compressed).hasSizeLessThan(1024 * 1024);
        try (FaultServer server = serverOf(compressed);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(ApiResponseValidationException.class)
                    .isThrownBy(() -> client.predictions().get("abc"))
                    .withMessageContaining("maxInMemorySize");
            assertThat(server.requests()).hasSize(1);
        }
    }
}
