/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestControl;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the curl commands of {@code docs/emulator.md}. Skipped if Bash or curl is missing. */
class ControlDocumentationTests {

    private static final Pattern BLOCK = Pattern.compile("(?m)^#+ (.+)$|^```shell\n((?:.*\n)*?)```$");

    private static final Pattern STEP = Pattern.compile("(?m)^\\| (`\\{.*\\}`) \\|");

    @TempDir
    Path folder;

    private ReplicateEmulator emulator;

    @BeforeEach
    void start() {
        this.emulator = ReplicateEmulator.builder()
                .anyToken()
                .clock(EmulatorClock.manual())
                .start();
    }

    @AfterEach
    void stop() {
        this.emulator.close();
    }

    /** StandaloneDocumentationTests runs the commands of the other sections. */
    @Test
    void everyCurlCommandIsTested() throws IOException {
        assertThat(curlBlocks())
                .containsOnlyKeys(
                        "Wait until it runs",
                        "HTTPS",
                        "Data URLs",
                        "A failing model",
                        "A slow model",
                        "A rate limit",
                        "A lost response",
                        "Requests, deliveries and the reset");
    }

    @Test
    void modelFails() throws Exception {
        String output = run("A failing model");

        assertThat(output).contains("\"status\":\"failed\"").contains("CUDA out of memory");
        assertThat(this.emulator.predictions())
                .extracting(EmulatedPrediction::status, EmulatedPrediction::error, EmulatedPrediction::logs)
                .containsExactly(tuple(Status.FAILED, "CUDA out of memory", "Loading weights\n"));
    }

    @Test
    void slowModelCompletesWhenTheClockIsAdvanced() throws Exception {
        String output = run("A slow model");

        assertThat(output).containsSubsequence("\"status\":\"starting\"", "\"manual\":true", "\"predictions\":[]");
        assertThat(this.emulator.predictions())
                .extracting(EmulatedPrediction::output)
                .containsExactly("done");
    }

    @Test
    void rateLimitAppliesTwice() throws Exception {
        String output = run("A rate limit");

        assertThat(output).containsSubsequence("HTTP/1.1 429", "HTTP/1.1 429", "HTTP/1.1 201");
        assertThat(output).containsIgnoringCase("retry-after: 2");
        assertThat(this.emulator.predictions()).hasSize(1);
    }

    @Test
    void lostResponseCreatesThePrediction() throws Exception {
        String output = run("A lost response");

        assertThat(output)
                .contains("no response")
                .contains(this.emulator.predictions().get(0).id());
    }

    @Test
    void everythingIsReadAndCleared() throws Exception {
        String output = run("Requests, deliveries and the reset");

        assertThat(output)
                .containsSubsequence(
                        "\"requests\"", "\"deliveries\"", "\"faults\"", "replicate/hello-world", "a cat", "now")
                .doesNotContain("\"detail\"");
    }

    @Test
    void documentedStepsAreSteps() throws IOException {
        List<String> steps = STEP.matcher(page())
                .results()
                .flatMap(row ->
                        Pattern.compile("`(\\{[^`]*\\})`").matcher(row.group(1)).results())
                .map(step -> step.group(1))
                .filter(step -> !step.contains("…"))
                .toList();

        assertThat(steps).hasSizeGreaterThan(12).allSatisfy(step -> {
            Map<String, Object> definition =
                    Json.readObject(("{\"script\": [" + step + "]}").getBytes(StandardCharsets.UTF_8));
            assertThat(new TestControl(this.emulator)
                            .put("/models/acme/m", new String(Json.write(definition), StandardCharsets.UTF_8))
                            .body())
                    .as(step)
                    .contains("\"script\"");
        });
    }

    /** Run a block of commands, and return its output. */
    private String run(String heading) throws Exception {
        assumeInstalled("bash", "curl");
        String root = "http://localhost:" + this.emulator.port();
        String script = "EMULATOR=" + root + "/emulator\nAPI=" + root + "/v1\nset -e\n"
                + curlBlocks().get(heading).replace("curl ", "curl -sS ");
        Path output = this.folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The emulator is on this machine.
        bash.environment().put("NO_PROXY", "*");
        Process process = bash.start();
        assertThat(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static void assumeInstalled(String... programs) {
        List<Path> folders = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(String.valueOf(System.getenv("PATH")))
                .map(Path::of)
                .toList();
        for (String program : programs) {
            Assumptions.assumeTrue(
                    folders.stream().anyMatch(each -> Files.isExecutable(each.resolve(program))),
                    "Skipped: " + program + " is not installed");
        }
    }

    /** Return the blocks that use curl by the heading above them. */
    private static Map<String, String> curlBlocks() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        String heading = "";
        for (MatchResult match : BLOCK.matcher(page()).results().toList()) {
            if (match.group(1) != null) {
                heading = match.group(1);
            } else if (match.group(2).contains("curl")) {
                assertThat(blocks.put(heading, match.group(2)))
                        .as("second block of " + heading)
                        .isNull();
            }
        }
        return blocks;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "emulator.md"));
    }
}
