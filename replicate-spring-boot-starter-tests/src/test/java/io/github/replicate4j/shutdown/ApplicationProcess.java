/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The application in a process that can be terminated. */
final class ApplicationProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(?:Tomcat|Netty) started on port (\\d+) ");

    private final Path log;

    private final Process process;

    private ApplicationProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /** Start the application and wait until it is ready. */
    static ApplicationProcess start(Path folder, List<String> properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                classPath(),
                RunningApplication.class.getName(),
                "--server.port=0"));
        command.addAll(properties);
        Path log = Files.createTempFile(folder, "application", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("REPLICATE_"));
        ApplicationProcess application = new ApplicationProcess(log, builder.start());
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> application.port().find() || !application.process.isAlive());
            assertThat(application.port().find()).as(application.printed()).isTrue();
            return application;
        } catch (RuntimeException | Error ex) {
            application.close();
            throw ex;
        }
    }

    /** Without a database, which takes long to start. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of("jdbc", "h2", "modulith", "opentelemetry")
                        .noneMatch(Path.of(entry).getFileName().toString()::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Matcher port() throws IOException {
        return PORT.matcher(printed());
    }

    int portNumber() throws IOException {
        Matcher port = port();
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    String printed() throws IOException {
        return Files.readString(this.log);
    }

    /**
     * Terminate the process, as platforms do.
     *
     * @param grace time after which it is killed
     * @return the time that it took to exit, or {@code null} if it was killed
     */
    Duration terminate(Duration grace) throws InterruptedException {
        long start = System.nanoTime();
        this.process.destroy();
        if (!this.process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            return null;
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
        assertThat(this.process.onExit()).succeedsWithin(1, TimeUnit.MINUTES);
    }
}
