/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the emulator as a command-line application.
 */
@Order(1)
class EmulatorMainTests {

    private static final int TERMINATED = 128 + 15;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void startTextOfARecordingEmulatorNamesNoTokenThatTheApiRejects(@TempDir Path folder) {
        URI api = URI.create("https://api.test/v1");
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .record(api, folder)
                .token("r8_0123456789")
                .start()) {
            assertThat(EmulatorMain.startText(emulator))
                    .contains("may cost money", "replicate.bearer-token=YOUR_TOKEN", "auth: 'YOUR_TOKEN'")
                    .contains("Bearer YOUR_TOKEN")
                    .doesNotContain("r8_");
        }
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .record(api, folder)
                .publicUrl(URI.create("http://emulator.test:8787"))
                .start()) {
            assertThat(EmulatorMain.startText(emulator))
                    .contains("replicate4j  after a restart with --https")
                    .doesNotContain("replicate.emulator.base-url");
        }
    }

    @Test
    void startTextNamesTheCertificateInEveryCommand() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder().https().start()) {
            assertThat(EmulatorMain.startText(emulator))
                    .contains("curl --cacert '" + emulator.certificate() + "' -H")
                    .contains("replicate.http.ssl.bundle=emulator")
                    .contains("spring.ssl.bundle.pem.emulator.truststore.certificate=file:" + emulator.certificate());
        }
    }

    @Test
    void publicUrlWithoutHttpsIsRejectedIfTheEmulatorUsesHttps() {
        ReplicateEmulatorBuilder builder =
                ReplicateEmulator.builder().https().publicUrl(URI.create("http://emulator.test:8787"));

        assertThatIllegalStateException()
                .isThrownBy(builder::start)
                .withMessage("The public URL of an emulator with HTTPS must begin with https, not http");
    }

    @Test
    void invalidOptionExitsWithTwo() throws Exception {
        EmulatorProcess.Result result = EmulatorProcess.run("--port=0", "--prot=1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).endsWith("Unknown option '--prot'. Use --help to list the options.");
    }

    @Test
    void helpExitsWithZero() throws Exception {
        EmulatorProcess.Result result = EmulatorProcess.run("--prot=1", "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("--port=NUMBER", "--https", "--state=FILE");
    }

    @Test
    void versionExitsWithZero() throws Exception {
        EmulatorProcess.Result result = EmulatorProcess.run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Replicate emulator ");
    }

    @Test
    void portInUseExitsWithOne() throws Exception {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            EmulatorProcess.Result result = EmulatorProcess.run("--port=" + emulator.port());

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output())
                    .contains("The emulator cannot listen on port " + emulator.port() + " of 127.0.0.1: ")
                    .endsWith("in use. Choose another port, or 0 for any free one");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // Processes are not notified there.
    void terminationCompletesShortResponsesAndKeepsTheState(@TempDir Path folder) throws Exception {
        String option = "--state=" + folder.resolve("state.zip");
        String id;
        try (EmulatorProcess process = EmulatorProcess.start("--port=0", option, "--https")) {
            assertThat(process.baseUrl()).startsWith("https://localhost:");
            assertThat(process.printed("certificate")).endsWith(".pem");
            assertThat(process.terminate()).isEqualTo(TERMINATED);
            assertThat(Path.of(process.printed("certificate"))).doesNotExist();
        }
        try (EmulatorProcess process = EmulatorProcess.start("--port=0", option)) {
            CompletableFuture<HttpResponse<String>> created = createSlowly(process, "wait=2");

            assertThat(process.terminate()).isEqualTo(TERMINATED);

            HttpResponse<String> response = created.get();
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            id = (String) TestApi.json(response).get("id");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(process.baseUrl() + "/predictions"));
        }

        try (EmulatorProcess process = EmulatorProcess.start("--port=0", option)) {
            assertThat(TestApi.json(get(process.baseUrl() + "/predictions/" + id)))
                    .containsEntry("status", "failed");

            // Termination does not wait for long responses.
            createSlowly(process, "wait=60");
            long start = System.nanoTime();
            assertThat(process.terminate()).isEqualTo(TERMINATED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        }
    }

    /** Create a prediction that runs for some time, and wait until it exists. */
    private static CompletableFuture<HttpResponse<String>> createSlowly(EmulatorProcess process, String prefer)
            throws IOException, InterruptedException {
        int existing = TestApi.results(get(process.baseUrl() + "/predictions")).size();
        CompletableFuture<HttpResponse<String>> created = HTTP.sendAsync(
                request(process.baseUrl() + "/models/emulator/slow/predictions")
                        .header("Prefer", prefer)
                        .POST(BodyPublishers.ofString("{\"input\":{}}"))
                        .build(),
                BodyHandlers.ofString());
        await().until(() ->
                TestApi.results(get(process.baseUrl() + "/predictions")).size() > existing);
        return created;
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HTTP.send(request(url).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json");
    }
}
