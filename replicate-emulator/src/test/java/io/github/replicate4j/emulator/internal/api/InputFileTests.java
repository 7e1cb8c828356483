/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input files, as read by scripts.
 */
class InputFileTests {

    private static final int LARGEST = 32 << 20;

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @BeforeEach
    void addModels() {
        this.emulator
                .model("acme/reader")
                .official()
                .respond((input, script) ->
                        script.outputValue(Base64.getEncoder().encodeToString(script.inputFile(input.get("file")))));
        this.emulator
                .model("acme/scales")
                .official()
                .respond((input, script) -> script.outputValue(script.inputFile(input.get("file")).length));
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:text/plain;base64,aGVsbG8=|hello",
                "data:text/plain;charset=utf-8;BASE64,aGVsbG8%3D|hello",
                "data:,hello%2C%20world+|hello, world+",
                "data:,Gr%C3%BC%C3%9Fe für 5 €|Grüße für 5 €",
                "data:text/plain,|''"
            })
    void fileAsDataUrl(String url, String content) {
        assertThat(read(url)).asString(StandardCharsets.UTF_8).isEqualTo(content);
    }

    @Test
    void fileAsUpload() {
        byte[] content = new byte[256];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }

        assertThat(read(this.api.upload(content))).isEqualTo(content);
    }

    @Test
    void fileAsOutputOfAnotherModel() {
        assertThat(read(putOut(new byte[] {1, 2, 3}))).containsExactly(1, 2, 3);
    }

    @Test
    void scriptCannotChangeOutputOfAnotherModel() {
        this.emulator
                .model("acme/spoiler")
                .official()
                .respond((input, script) -> script.inputFile(input.get("file"))[0] = 9);
        String url = putOut(new byte[] {1, 2, 3});

        assertThat(run("acme/spoiler", quoted(url))).containsEntry("status", "succeeded");
        assertThat(this.api.download(url).body()).containsExactly(1, 2, 3);
    }

    @Test
    void trainingsReadFiles() {
        this.emulator
                .model("emulator/base")
                .train((input, script) ->
                        script.log(new String(script.inputFile(input.get("train_data")), StandardCharsets.UTF_8)));
        String version = this.emulator.model("emulator/base").versionId();

        HttpResponse<String> created = this.api.post(
                "/models/emulator/base/versions/" + version + "/trainings",
                "{\"destination\":\"emulator/base\",\"input\":{\"train_data\":\"data:,pictures\"}}");

        assertThat(TestApi.json(
                        this.api.get("/trainings/" + TestApi.json(created).get("id"))))
                .contains(entry("status", "succeeded"), entry("logs", "pictures\n"));
    }

    @Test
    void otherUrlsAreNotDownloaded() {
        try (ReplicateEmulator elsewhere = ReplicateEmulator.start()) {
            String url = "http://localhost:" + elsewhere.port() + "/picture.png?signature=s3cret";

            assertThat(failure(quoted(url)))
                    .contains(
                            "acme/reader", "does not download", "data URL", "http://localhost:" + this.emulator.port())
                    .doesNotContain("s3cret");
            assertThat(elsewhere.requests().all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "picture.png",
                "file:///etc/hostname",
                "HOST",
                "HOST/v1/files",
                "HOST/v1/files/../files/ID",
                "HOST/v1/files/ID/download?signature=s3cret"
            })
    void invalidUrlIsRejected(String url) {
        String known = this.api.upload(new byte[] {1});
        String id = known.substring(known.lastIndexOf('/') + 1);
        String host = "http://localhost:" + this.emulator.port();

        assertThat(failure(quoted(url.replace("HOST", host).replace("ID", id))))
                .contains("does not download")
                .doesNotContain("s3cret");
    }

    @Test
    void pathsAreExplainedWithoutRevealingFiles(@TempDir Path folder) throws IOException {
        Path existing = Files.createFile(folder.resolve("existing.png"));
        String hint = "If the text is the path of a file: a String is sent as it is, so pass Path.of(...)";

        assertThat(failure(quoted(existing.toString())))
                .contains(hint)
                .isEqualTo(failure(quoted(folder.resolve("missing.png").toString())));
        assertThat(failure(quoted("C:/pictures/cat.png"))).contains(hint);
        assertThat(failure(quoted("https://example.com/cat.png"))).doesNotContain(hint);
    }

    @ParameterizedTest
    @CsvSource({"42, integer", "null, null", "[], array"})
    void inputMustBeString(String input, String type) {
        assertThat(failure(input)).contains("must be a URL, not " + type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:image/png;base64|no comma",
                "data:image/png;base64,s3cret!|cannot be decoded",
                "data:,s3cret%|cannot be decoded",
                "data:,s3cret%zz|cannot be decoded"
            })
    void malformedDataUrlIsReported(String url, String message) {
        assertThat(failure(quoted(url))).contains(message).doesNotContain("s3cret");
    }

    @Test
    void deletedFileIsReported() {
        String deleted = this.api.upload(new byte[] {1});
        String expired = this.api.upload(new byte[] {1});
        this.api.delete(deleted.substring(deleted.indexOf("/files/")));
        assertThat(failure(quoted(deleted))).contains("The file does not exist or has been removed");
        assertThat(read(expired)).containsExactly(1);

        this.emulator.clock().advance(Duration.ofHours(1));

        assertThat(failure(quoted(expired))).contains("The file does not exist or has been removed");
        assertThat(failure(quoted("http://localhost:" + this.emulator.port() + "/outputs/none/0.png")))
                .contains("The file does not exist or has been removed");
    }

    @Test
    void fileSizeIsLimited() {
        String largest = this.api.upload(new byte[LARGEST]);

        assertThat(run("acme/scales", quoted(largest))).containsEntry("output", LARGEST);
        for (String url : List.of(this.api.upload(new byte[LARGEST + 1]), putOut(new byte[LARGEST + 1]))) {
            assertThat((String) run("acme/scales", quoted(url)).get("error"))
                    .contains("33554433 bytes", "the maximum is 33554432");
        }
    }

    private String putOut(byte[] content) {
        this.emulator.model("acme/painter").official().respond(script -> script.outputSingleFile(content, "png"));
        return (String)
                this.api.prediction(this.api.create("acme/painter").get("id")).get("output");
    }

    private byte[] read(String url) {
        Map<String, Object> prediction = run("acme/reader", quoted(url));
        assertThat(prediction).containsEntry("status", "succeeded");
        return Base64.getDecoder().decode((String) prediction.get("output"));
    }

    private String failure(String file) {
        Map<String, Object> prediction = run("acme/reader", file);
        assertThat(prediction).containsEntry("status", "failed");
        return (String) prediction.get("error");
    }

    private Map<String, Object> run(String model, String file) {
        HttpResponse<String> created =
                this.api.post("/models/" + model + "/predictions", "{\"input\":{\"file\":" + file + "}}");
        return this.api.prediction(TestApi.json(created).get("id"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
