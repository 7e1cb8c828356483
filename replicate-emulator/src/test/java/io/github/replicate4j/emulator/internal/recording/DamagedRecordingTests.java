/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedRecordingTests {

    private static final String VALID = """
            {
              "format": 1,
              "operation": "account.get",
              "recorded_at": "2026-01-31T12:00:00Z",
              "request": {
                "method": "GET",
                "path": "/v1/account"
              },
              "response": {
                "status": 200,
                "headers": {
                  "content-type": "application/json"
                },
                "body": {}
              }
            }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "format": 1,                         | "format": 2,                | line 2: /format must be 1
                    "format": 1,                         | "format": 1                 | line 3: is not JSON: Unexpected character ('"' (code 34)): was expecting comma
                    "operation": "account.get",          | "operation": "account.nil", | line 3: /operation is not an operation of the API: account.nil
                    2026-01-31T12                        | 2026-02-31T12               | line 4: /recorded_at must be a timestamp
                    "method": "GET",                     | "methods": "GET",           | line 6: /request/methods is not a field of recordings
                    "method": "GET",                     |                             | line 5: /request/method is missing
                    "/v1/account"                        | "v1/account"                | line 7: /request/path must begin with a slash
                    "status": 200,                       | "status": "200",            | line 10: /response/status must be a number from 200 to 599
                    "status": 200,                       | "status": 99,               | line 10: /response/status must be a number from 200 to 599
                    "application/json"                   | 1                           | line 12: /response/headers/content-type must be a string
                    "body": {}                           | "text": {}                  | line 14: /response/text must be a string
                    "body": {}                           | "body": {}, "text": "x"     | line 14: /response/text contradicts /response/body: remove one of them
                    "body": {}                           | "file": "0001-account.bin"  | line 14: /response/file is a file that does not exist: 0001-account.bin
                    "body": {}                           | "file": "../secret.bin"     | line 14: /response/file must be the name of a file in the same folder
                    "body": {}                           | "file": "a/../secret.bin"   | line 14: /response/file must be the name of a file in the same folder
                    "body": {}                           | "events": "0002.jsonl"      | line 14: /response/events is a file that does not exist: 0002.jsonl
                    """)
    void mistakeIsLocated(String valid, String damaged, String message) throws IOException {
        save("0001-account.get.json", VALID.replace(valid, damaged == null ? "" : damaged));

        assertThatIllegalStateException()
                .isThrownBy(this::replay)
                .withMessageStartingWith("The recordings in '" + this.folder + "' are damaged, record them again:\n"
                        + "- 0001-account.get.json, " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"after_ms":5,"event":"output","data":"a"       | line 2: is not JSON: Unexpected end-of-input
                    {"after_ms":-1,"event":"output","data":"a"}     | line 2: /after_ms must be a number that is not less than in the line before
                    {"after_ms":5,"data":"a"}                       | line 2: /event must be a string
                    {"after_ms":5,"event":"output"}                 | line 2: /data must be a string
                    []                                              | line 2: must be an object
                    """)
    void mistakeInAnEventIsLocated(String line, String message) throws IOException {
        save("0001-stream.json", VALID.replace("\"body\": {}", "\"events\": \"0001-stream.events.jsonl\""));
        save("0001-stream.events.jsonl", "{\"after_ms\":0,\"event\":\"output\",\"data\":\"a\"}\n" + line + "\n");

        assertThatIllegalStateException()
                .isThrownBy(this::replay)
                .withMessageContaining("0001-stream.events.jsonl, " + message);
    }

    @Test
    void allDamagedFilesAreNamed() throws IOException {
        save("0001-account.get.json", "");
        save("0002-account.get.json", VALID);
        save("0003-account.get.json", "[]");

        assertThatIllegalStateException()
                .isThrownBy(this::replay)
                .withMessageContaining("0001-account.get.json, line 1: is not JSON")
                .withMessageContaining("0003-account.get.json, line 1: must be an object");
    }

    @Test
    void pathOfTheFolderNeedNotBeNormalized() throws IOException {
        save("0001-account.get.json", VALID.replace("\"body\": {}", "\"file\": \"0001-account.get.bin\""));
        save("0001-account.get.bin", "{}");
        Path sameFolder = this.folder.resolve("..").resolve(this.folder.getFileName());

        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().replay(sameFolder).start()) {
            assertThat(new TestApi(emulator).get("/account").body()).isEqualTo("{}");
        }
    }

    @Test
    void missingRecordingsAreReported() {
        assertThatIllegalStateException()
                .isThrownBy(this::replay)
                .withMessage("There are no recordings in '" + this.folder + "': check the folder, or record first");
        assertThatIllegalStateException()
                .isThrownBy(() -> ReplicateEmulator.builder()
                        .replay(this.folder.resolve("none"))
                        .start())
                .withMessageContaining("'" + this.folder.resolve("none") + "' cannot be read");
    }

    @Test
    void cannotRecordAndReplay() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ReplicateEmulator.builder()
                        .record(java.net.URI.create("https://api.replicate.com/v1"), this.folder)
                        .replay(this.folder)
                        .start())
                .withMessageContaining("record or replay, but not both");
    }

    private void replay() {
        ReplicateEmulator.builder().replay(this.folder).start().close();
    }

    private void save(String name, String content) throws IOException {
        Files.writeString(this.folder.resolve(name), content);
    }
}
