/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/**
 * Installs the packages of {@code src/test/javascript} in {@code target/npm}, and runs the scripts there.
 */
final class NpmPackages {

    private static final Path SOURCE = Path.of("src", "test", "javascript");

    private static final Path TARGET = Path.of("target", "npm");

    // Without a network, the packages must be in the cache of npm.
    private static final List<String> INSTALL = List.of(
            "npm",
            "install",
            "--prefer-offline",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=0",
            "--fetch-timeout=10000");

    private NpmPackages() {}

    static void installOrSkip() throws IOException {
        Assumptions.assumeTrue(
                run(List.of("node", "--version"), Map.of(), 10).output().matches("(?s)v(1[89]|[2-9]\\d)\\..*"),
                "Skipped: clients from npm require Node 18 or later");
        Files.createDirectories(TARGET);
        String wanted = Files.readString(SOURCE.resolve("package.json"));
        Path installed = TARGET.resolve("installed.json");
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            // An installation that was interrupted lacks files, and npm would consider it complete.
            FileSystemUtils.deleteRecursively(TARGET.resolve("node_modules"));
            Files.writeString(TARGET.resolve("package.json"), wanted);
            Result result = run(INSTALL, Map.of(), 60);
            Assumptions.assumeTrue(
                    result.exitCode() == 0,
                    "Skipped: npm cannot install the clients, run 'npm install' in " + TARGET + ": " + result.output());
            Files.writeString(installed, wanted);
        }
        try (Stream<Path> scripts = Files.list(SOURCE)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, TARGET.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Run scripts, one after the other, in one process. The stack trace of a failure names the script. */
    static Result node(URI baseUrl, String... scripts) throws IOException {
        String program = Stream.of(scripts)
                .map(script -> "await import('./" + script + "');")
                .collect(Collectors.joining("\n"));
        return run(
                List.of("node", "--input-type=module", "--eval", program),
                Map.of("BASE_URL", baseUrl.toString()),
                60 * scripts.length);
    }

    static Path emptyFolder(String name) throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve(name));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static Result run(List<String> command, Map<String, String> environment, int seconds) throws IOException {
        Path output = Files.createTempFile("npm", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(TARGET.toFile().isDirectory() ? TARGET.toFile() : null)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly();
            return new Result(ended ? process.exitValue() : -1, Files.readString(output));
        } catch (IOException ex) {
            return new Result(-1, ex.toString());
        } catch (InterruptedException ex) {
            throw new AssertionError(ex);
        } finally {
            Files.delete(output);
        }
    }

    /** The result of a process; its exit code is -1 if it does not exist or takes too long. */
    record Result(int exitCode, String output) {}
}
