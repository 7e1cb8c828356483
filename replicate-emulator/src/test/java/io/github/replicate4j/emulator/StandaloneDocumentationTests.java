/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the curl commands of the section <em>Standalone</em> of {@code docs/emulator.md}. Skipped if Bash or curl is missing.
 */
class StandaloneDocumentationTests {

    @TempDir
    private Path folder;

    @Test
    void healthEndpointResponds() throws Exception {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(run("Wait until it runs", emulator)).contains("{\"status\":\"up\"}");
        }
    }

    @Test
    void certificateIsTrusted() throws Exception {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().anyToken().https().start()) {
            assertThat(run("HTTPS", emulator)).contains("\"results\":[]");
        }
    }

    @Test
    void outputIsADataUrl() throws Exception {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().anyToken().outputsAsDataUrls().start()) {
            assertThat(run("Data URLs", emulator)).contains("\"output\":[\"data:image/png;base64,iVBORw0K");
        }
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String page = page();
        List<String> options = Pattern.compile("(?m)^  (--[a-z-]+(?:=[A-Za-z|]+)?)")
                .matcher(EmulatorOptions.help())
                .results()
                .map(option -> option.group(1).replace("=data|url", "=data"))
                .toList();

        assertThat(options)
                .hasSizeGreaterThan(9)
                .allSatisfy(
                        option -> assertThat(page).containsPattern("(?m)^\\| .*`" + Pattern.quote(option) + "`.* \\|"));
    }

    /** Run the first block of commands below a heading, and return its output. */
    private String run(String heading, ReplicateEmulator emulator) throws Exception {
        assumeInstalled("bash", "curl");
        Matcher block = Pattern.compile("(?s)\n### " + heading + "\n.*?\n```shell\n(.*?)```")
                .matcher(page());
        assertThat(block.find()).as(heading).isTrue();
        String commands = block.group(1).replace("localhost:8787", "localhost:" + emulator.port());
        assertThat(commands).contains("curl ");
        Path output = this.folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", "set -e\n" + commands)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("NO_PROXY", "*");
        if (emulator.certificate() != null) {
            bash.environment().put("CERTIFICATE", emulator.certificate().toString());
        }
        Process process = bash.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static void assumeInstalled(String... programs) {
        for (String program : programs) {
            Assumptions.assumeTrue(
                    Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                            .splitAsStream(String.valueOf(System.getenv("PATH")))
                            .anyMatch(each -> Files.isExecutable(Path.of(each, program))),
                    "Skipped: " + program + " is not installed");
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "emulator.md"));
    }
}
