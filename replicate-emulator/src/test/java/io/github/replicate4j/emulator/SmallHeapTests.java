/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs the emulator in a separate process with little memory.
 */
@Order(1)
class SmallHeapTests {

    /** Several times the memory of the process, and a gigabyte with {@code stress}. */
    private static final long LARGE_BODY = Boolean.getBoolean("replicate4j.stress") ? 1L << 30 : 1L << 28;

    private static final long LARGEST = 100L << 20;

    private static final long[] OVERSIZED = Boolean.getBoolean("replicate4j.stress")
            ? new long[] {LARGEST + 1, LARGEST + (4 << 20)}
            : new long[] {LARGEST + (4 << 20)};

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String WHISPER = "8099696689d249cf8b122d833c36ac3f75505c666a395ca40ef26f68e7d3d16e";

    private static EmulatorProcess program;

    private static String baseUrl;

    @BeforeAll
    static void start() throws Exception {
        program = EmulatorProcess.start(List.of("-Xmx64m"), "--port=0");
        baseUrl = program.baseUrl();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void largestFileIsUploadedAndDownloaded() throws Exception {
        HttpResponse<String> created = upload(LARGEST);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        Map<String, Object> file = TestApi.json(created);
        assertThat(file).containsEntry("size", (int) LARGEST);
        HttpResponse<InputStream> download =
                HTTP.send(HttpRequest.newBuilder(signed(file.get("id"))).build(), BodyHandlers.ofInputStream());
        assertThat(download.headers().firstValueAsLong("content-length")).hasValue(LARGEST);
        long size = 0;
        byte[] buffer = new byte[64 << 10];
        try (InputStream content = download.body()) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
            }
        }
        assertThat(size).isEqualTo(LARGEST);
    }

    @Test
    void oversizedFileIsRejectedAfterItWasRead() throws Exception {
        for (long size : OVERSIZED) {
            HttpResponse<String> rejected = upload(size);

            assertThat(rejected.statusCode()).isEqualTo(413);
            assertThat(rejected.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(TestApi.json(rejected)).containsEntry("detail", "Files must be less than 100MB in size");
        }
    }

    @Test
    void bodyLargerThanTheMemoryIsRejectedAfterItWasRead() throws Exception {
        HttpResponse<String> rejected = HTTP.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/predictions"))
                        .timeout(Duration.ofMinutes(5))
                        .header("Authorization", "Bearer any")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.fromPublisher(
                                BodyPublishers.ofInputStream(() -> new Zeros(LARGE_BODY)), LARGE_BODY))
                        .build(),
                BodyHandlers.ofString());

        assertThat(rejected.statusCode()).isEqualTo(413);
        assertThat(TestApi.json(rejected))
                .containsEntry("detail", "The emulator accepts request bodies of up to 32 MiB");
    }

    @Test
    void longRecordingIsTranscribed() throws Exception {
        HttpResponse<String> created = upload(12 << 20);
        String body = "{\"version\":\"%s\",\"input\":{\"audio\":\"%s\"}}"
                .formatted(WHISPER, TestApi.at(created, "urls", "get"));

        HttpResponse<String> prediction = HTTP.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/predictions"))
                        .timeout(Duration.ofMinutes(1))
                        .header("Authorization", "Bearer any")
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(prediction.statusCode()).isEqualTo(201);
        assertThat(TestApi.json(prediction)).containsEntry("status", "succeeded");
        assertThat((String) TestApi.at(prediction, "output", "transcription")).startsWith(" This is a recording of ");
    }

    private static HttpResponse<String> upload(long size) throws Exception {
        byte[] head = ("--X\r\nContent-Disposition: form-data; name=\"content\"; filename=\"big.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\r\n--X--\r\n".getBytes(StandardCharsets.US_ASCII);
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/files"))
                        .timeout(Duration.ofMinutes(5))
                        .header("Authorization", "Bearer any")
                        .header("Content-Type", "multipart/form-data; boundary=X")
                        .POST(BodyPublishers.fromPublisher(
                                BodyPublishers.ofInputStream(
                                        () -> new SequenceInputStream(Collections.enumeration(List.of(
                                                new ByteArrayInputStream(head),
                                                new Zeros(size),
                                                new ByteArrayInputStream(tail))))),
                                head.length + size + tail.length))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI signed(Object id) throws Exception {
        long expiry = Instant.now().getEpochSecond() + 600;
        byte[] key = "replicate-emulator-files".getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signature = mac.doFinal(("emulator " + id + " " + expiry).getBytes(StandardCharsets.UTF_8));
        String encoded = URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
        return URI.create(
                baseUrl + "/files/" + id + "/download?owner=emulator&expiry=" + expiry + "&signature=" + encoded);
    }

    /**
     * A stream of zeros.
     */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return this.left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (this.left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, this.left);
            this.left -= read;
            Arrays.fill(into, from, from + read, (byte) 0);
            return read;
        }
    }
}
