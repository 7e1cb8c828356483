/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataUrlTests {

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .outputsAsDataUrls()
            .maxBytes(1_000)
            .clock(EmulatorClock.manual())
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void outputFilesAreDataUrls() {
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.outputFile(new byte[] {1, 2, 3}, "png")
                        .outputFile("hi".getBytes(StandardCharsets.UTF_8), "txt"));

        Object id = this.api.create("acme/painter").get("id");

        assertThat(this.api.prediction(id))
                .containsEntry(
                        "output", List.of("data:image/png;base64,AQID", "data:text/plain;charset=UTF-8;base64,aGk="));
    }

    @Test
    void dataUrlsAreValidInputFiles() {
        this.emulator
                .model("acme/copy")
                .official()
                .respond((input, script) -> script.outputSingleFile(script.inputFile(input.get("file")), "bin"));

        this.api.post(
                "/models/acme/copy/predictions",
                "{\"input\":{\"file\":\"data:application/octet-stream;base64,AQID\"}}");

        assertThat(this.emulator.predictions().get(0).output()).isEqualTo("data:application/octet-stream;base64,AQID");
    }

    @Test
    void dataUrlsCountAsMemoryUsage() {
        this.emulator.model("acme/painter").official().respond(script -> script.outputSingleFile(new byte[300], "bin"));
        String first = (String) this.api.create("acme/painter").get("id");
        this.api.create("acme/painter");
        assertThat(this.emulator.predictions()).hasSize(2);

        this.api.create("acme/painter");

        assertThat(this.emulator.predictions())
                .hasSize(2)
                .extracting(EmulatedPrediction::id)
                .doesNotContain(first);
    }

    @Test
    void weightsOfTrainingsRemainUrls() {
        this.emulator.model("acme/base").respond(script -> script.succeed());
        String version = (String) TestApi.results(this.api.get("/models/acme/base/versions"))
                .get(0)
                .get("id");
        this.api.post(
                "/models",
                "{\"owner\":\"emulator\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\"}");
        Object id = TestApi.json(this.api.post(
                        "/models/acme/base/versions/" + version + "/trainings",
                        "{\"destination\":\"emulator/mine\",\"input\":{}}"))
                .get("id");

        this.emulator.clock().advance(Duration.ofMinutes(1));

        assertThat((String) TestApi.at(this.api.get("/trainings/" + id), "output", "weights"))
                .startsWith(this.emulator.baseUrl().resolve("/outputs/").toString());
    }
}
