/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.request.Operation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutputFileTests {

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void filesInListAreServedByIndexWithoutToken() {
        this.emulator
                .model("acme/files")
                .official()
                .respond(
                        script -> script.outputFile(new byte[] {1, 2, 3}, "PNG").outputFile(() -> new byte[5], "xyz"));

        Object id = this.api.create("acme/files").get("id");

        String folder = "http://localhost:" + this.emulator.port() + "/outputs/" + id;
        assertThat(this.api.prediction(id)).contains(entry("output", List.of(folder + "/0.png", folder + "/1.xyz")));
        HttpResponse<byte[]> png = this.api.download(folder + "/0.png");
        assertThat(png.statusCode()).isEqualTo(200);
        assertThat(png.body()).containsExactly(1, 2, 3);
        assertThat(png.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(png.headers().firstValue("content-length")).hasValue("3");
        assertThat(this.api.download(folder + "/1.xyz").headers().firstValue("content-type"))
                .hasValue("application/octet-stream");
        assertThat(this.api.download(folder + "/2.png").statusCode()).isEqualTo(404);
        assertThat(this.emulator.requests().to(Operation.OUTPUT_FILE)).hasSize(3);
    }

    @Test
    void singleFileIsTheOutput() {
        this.emulator.model("acme/file").official().respond(script -> script.outputSingleFile(new byte[] {7}, "mp3"));

        Object id = this.api.create("acme/file").get("id");

        Object url = this.api.prediction(id).get("output");
        assertThat(this.api.download(url).body()).containsExactly(7);
        assertThat(this.api.download(url).headers().firstValue("content-type")).hasValue("audio/mpeg");
    }

    @Test
    void singleFileIsCreatedLazily() {
        AtomicInteger made = new AtomicInteger();
        try (ReplicateEmulator still =
                ReplicateEmulator.builder().clock(EmulatorClock.manual()).start()) {
            TestApi stillApi = new TestApi(still);
            still.model("acme/file")
                    .official()
                    .respond(script -> script.pause(Duration.ofSeconds(1))
                            .outputSingleFile(() -> new byte[] {(byte) made.incrementAndGet()}, "bin"));
            Object id = stillApi.create("acme/file").get("id");
            assertThat(made).hasValue(0);

            still.clock().advance(Duration.ofSeconds(1));

            assertThat(stillApi.download(stillApi.prediction(id).get("output")).body())
                    .containsExactly(1);
        }
    }

    @Test
    void failingFileFailsThePrediction() {
        this.emulator
                .model("acme/file")
                .official()
                .respond(script -> script.outputFile(
                        () -> {
                            throw new IllegalStateException("no paint");
                        },
                        "png"));

        Object id = this.api.create("acme/file").get("id");

        assertThat(this.api.prediction(id)).contains(entry("status", "failed"));
        assertThat((String) this.api.prediction(id).get("error")).contains("no paint");
    }

    @Test
    void errorInAFileFailsThePrediction() {
        this.emulator
                .model("acme/file")
                .official()
                .respond(script -> script.outputFile(
                        () -> {
                            throw new NoClassDefFoundError("no paint");
                        },
                        "png"));

        Object id = this.api.create("acme/file").get("id");

        assertThat(this.api.prediction(id)).contains(entry("status", "failed"));
        assertThat((String) this.api.prediction(id).get("error")).contains("no paint");
    }

    @Test
    void errorInAComputedOutputFailsThePrediction() {
        this.emulator
                .model("acme/speaker")
                .official()
                .respond(script -> ((DefaultModelScript) script).outputComputed(files -> {
                    throw new NoClassDefFoundError("no voice");
                }));

        Object id = this.api.create("acme/speaker").get("id");

        assertThat(this.api.prediction(id)).contains(entry("status", "failed"));
        assertThat((String) this.api.prediction(id).get("error")).contains("no voice");
    }
}
