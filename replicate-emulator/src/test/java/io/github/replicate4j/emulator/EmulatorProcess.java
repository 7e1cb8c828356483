/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An emulator in a separate process.
 */
public final class EmulatorProcess implements AutoCloseable {

    /** Most of the CPU time of a short process would be spent on optimizing byte code. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;

    private final List<String> output = new ArrayList<>();

    private EmulatorProcess(Process process) {
        this.process = process;
    }

    /** Start an emulator for a few requests, and wait until it runs. */
    static EmulatorProcess start(String... arguments) throws IOException {
        return start(SHORT_LIVED, arguments);
    }

    /** Start an emulator, and wait until it runs. */
    public static EmulatorProcess start(List<String> jvmOptions, String... arguments) throws IOException {
        EmulatorProcess started = new EmulatorProcess(command(jvmOptions, arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        BufferedReader out = started.process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            started.output.add(line);
            if (line.contains("Ctrl+C")) {
                return started;
            }
        }
        throw new IOException("The emulator has ended: " + started.output);
    }

    /** Run an emulator that ends by itself. */
    static Result run(String... arguments) throws Exception {
        Process process =
                command(SHORT_LIVED, arguments).redirectErrorStream(true).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = out.lines().toList();
            return new Result(process.waitFor(), String.join("\n", lines));
        }
    }

    record Result(int exitCode, String output) {}

    private static ProcessBuilder command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(EmulatorMain.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Return the value that the emulator printed on start. */
    String printed(String name) {
        return this.output.stream()
                .filter(line -> line.startsWith("  " + name))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 2)
                .strip();
    }

    public String baseUrl() {
        return printed("base URL");
    }

    /** Terminate the process as {@code kill} does, and return its exit code. */
    public int terminate() throws InterruptedException {
        this.process.destroy();
        if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The emulator does not end");
        }
        return this.process.exitValue();
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
    }
}
