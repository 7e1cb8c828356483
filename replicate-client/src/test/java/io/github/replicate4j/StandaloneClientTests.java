/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.JavaCommand;
import io.github.replicate4j.testing.Wire;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client needs only its declared dependencies, and its threads do not keep a program alive. */
@Order(1)
class StandaloneClientTests {

    /** Written by the build, because the class path of the tests contains more. */
    private static final Path RUNTIME_CLASS_PATH = Path.of("target", "runtime.classpath");

    @TempDir
    private Path folder;

    private Process java(Map<String, String> environment, Path printed, List<String> arguments) throws IOException {
        assertThat(RUNTIME_CLASS_PATH)
                .as("class path written by the Maven phase generate-test-resources")
                .isRegularFile();
        List<String> command = JavaCommand.of("-cp");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(this.folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String classPath(String... more) throws IOException {
        List<String> entries = new ArrayList<>(List.of(more));
        entries.add(Path.of("target", "classes").toAbsolutePath().toString());
        entries.add(Files.readString(RUNTIME_CLASS_PATH).strip());
        return String.join(File.pathSeparator, entries);
    }

    private static void assertExitsNormally(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("exited").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void clientNeedsOnlyItsDependenciesAndProgramExits() throws Exception {
        Path printed = this.folder.resolve("printed");
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.prediction("abc", "starting")))
                .afterwards(FaultServer.json(200, Wire.succeeded("abc", "\"it runs\"")))) {
            String program = copyOf(StandaloneProgram.class).toString();
            assertExitsNormally(java(
                    Map.of(),
                    printed,
                    List.of(classPath(program), StandaloneProgram.class.getName(), server.baseUrl())));
            assertThat(printed).content().contains("it runs");
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @Test
    void documentedExampleRuns() throws Exception {
        Path printed = this.folder.resolve("printed");
        Path source =
                Path.of("..", "docs", "examples", "Haiku.java").toAbsolutePath().normalize();
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            Map<String, String> environment = Map.of(
                    "REPLICATE_BASE_URL", emulator.baseUrl().toString(), "REPLICATE_API_TOKEN", emulator.token());
            assertExitsNormally(java(environment, printed, List.of(classPath(), source.toString())));
        }
        assertThat(printed).content().contains("A haiku about a lighthouse", "The picture is in ");
        assertThat(this.folder.resolve("lighthouse.png")).binaryContent().startsWith(0x89, 'P', 'N', 'G');
    }

    /** Copy a class to a folder of its own, so that the class path contains no other tests. */
    private Path copyOf(Class<?> program) throws Exception {
        String name = program.getName().replace('.', '/') + ".class";
        Path classes = this.folder.resolve("program");
        Path copy = classes.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(
                Path.of(program.getResource(program.getSimpleName() + ".class").toURI()), copy);
        return classes;
    }
}
