/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.JournalEntry;
import io.github.replicate4j.emulator.ReplicateEmulator;
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
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The application processed ahead of time, by the steps of Spring Boot's plugin for Maven, and run on the JVM. */
class AheadOfTimeTests {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    private static Path folder;

    private static String processed;

    @BeforeAll
    static void processAheadOfTime() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path resources = Files.createDirectories(folder.resolve("resources"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Process processing = java(
                "processing",
                classPath(),
                SpringApplicationAotProcessor.class.getName(),
                SampleApplication.class.getName(),
                sources.toString(),
                resources.toString(),
                classes.toString(),
                "io.github.replicate4j",
                "sample-app");
        assertThat(processing.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(processing.exitValue()).as(printed("processing")).isZero();
        compile(sources, classes);
        processed = classes + File.pathSeparator + resources;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath()));
        try (Stream<Path> generated = Files.walk(sources)) {
            generated.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static String classPath(String... without) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .filter(entry -> Arrays.stream(without).noneMatch(entry::contains))
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    private static Process java(String name, String classPath, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Dspring.aot.enabled=" + name.equals("run"), "-cp"));
        command.add(classPath);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile());
        builder.environment().remove("REPLICATE_API_TOKEN");
        return builder.start();
    }

    private static String printed(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static void whileItRuns(String classPath, List<String> properties, Check check) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(SampleApplication.class.getName(), "--server.port=0"));
        arguments.addAll(properties);
        Process application = java("run", processed + File.pathSeparator + classPath, arguments.toArray(String[]::new));
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> PORT.matcher(printed("run")).find() || !application.isAlive());
            Matcher port = PORT.matcher(printed("run"));
            assertThat(port.find()).as(printed("run")).isTrue();
            assertThat(printed("run")).contains("Starting AOT-processed SampleApplication");
            RestTestClient client = RestTestClient.bindToServer()
                    .baseUrl("http://localhost:" + port.group(1))
                    .build();
            check.on(client);
        } finally {
            application.destroy();
            assertThat(application.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void drawAPicture(RestTestClient client) {
        PicturesApi pictures = new PicturesApi(client);
        String id = pictures.order("a lighthouse");
        pictures.stateWhen(id, "succeeded");
        assertThat(pictures.image(id)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void itDrawsPicturesWithTheEmulator() throws Exception {
        whileItRuns(classPath(), List.of(), client -> {
            drawAPicture(client);
            assertThat(client.get()
                            .uri("/actuator/health")
                            .exchange()
                            .expectBody(String.class)
                            .returnResult()
                            .getResponseBody())
                    .contains("\"mode\":\"emulator\"");
        });
    }

    /** As the emulator is optional, it is there when the application is processed and is not in its jar. */
    @Test
    void itTalksToReplicateWhereTheEmulatorIsGone() throws Exception {
        try (ReplicateEmulator replicate = ReplicateEmulator.start()) {
            List<String> properties = List.of(
                    "--replicate.base-url=" + replicate.baseUrl(), "--replicate.bearer-token=" + replicate.token());
            whileItRuns(classPath("replicate-emulator"), properties, AheadOfTimeTests::drawAPicture);
            assertThat(replicate.requests().all())
                    .extracting(JournalEntry::method)
                    .containsOnlyOnce("POST");
        }
    }

    private interface Check {

        void on(RestTestClient client);
    }
}
