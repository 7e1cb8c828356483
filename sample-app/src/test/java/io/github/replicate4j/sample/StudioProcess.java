/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The application in a separate process, which can be killed. */
final class StudioProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+) ");

    private final Path log;

    private final Process process;

    private StudioProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /** Start the application in a directory and wait until it is ready. */
    static StudioProcess start(Path folder, String classPath, List<String> jvm, List<String> properties)
            throws IOException {
        return start(folder, 0, classPath, jvm, properties);
    }

    /** Start the application with a port, or any free one if it is 0. */
    static StudioProcess start(Path folder, int port, String classPath, List<String> jvm, List<String> properties)
            throws IOException {
        List<String> arguments = new ArrayList<>(jvm);
        arguments.addAll(List.of("-cp", classPath, SampleApplication.class.getName(), "--server.port=" + port));
        arguments.addAll(properties);
        Path log = Files.createTempFile(folder, "studio", ".log");
        StudioProcess studio = new StudioProcess(log, java(folder, log, arguments));
        try {
            await().atMost(Duration.ofMinutes(3)).until(() -> studio.port().find() || !studio.process.isAlive());
            assertThat(studio.port().find()).as(studio.printed()).isTrue();
            return studio;
        } catch (RuntimeException | Error ex) {
            studio.process.destroyForcibly();
            throw ex;
        }
    }

    static Process java(Path folder, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("REPLICATE_"));
        return builder.start();
    }

    /** Return the class path of the tests without test classes and the given entries. */
    static String classPath(String... without) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .filter(entry -> Arrays.stream(without).noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Matcher port() throws IOException {
        return PORT.matcher(printed());
    }

    String printed() throws IOException {
        return Files.readString(this.log);
    }

    RestTestClient client() throws IOException {
        Matcher port = port();
        assertThat(port.find()).isTrue();
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory();
        http.setReadTimeout(Duration.ofMinutes(1));
        return RestTestClient.bindToServer(http)
                .baseUrl("http://localhost:" + port.group(1))
                .build();
    }

    /** Kills the process without a shutdown. */
    void kill() {
        this.process.destroyForcibly();
        assertThat(this.process.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        this.process.destroy();
        assertThat(this.process.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
    }
}
