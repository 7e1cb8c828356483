/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The application processed ahead of time like with Spring Boot's Maven plugin, and run on the JVM. */
class AheadOfTimeTests {

    @TempDir
    private static Path folder;

    private static String processed;

    @BeforeAll
    static void processAheadOfTime() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path resources = Files.createDirectories(folder.resolve("resources"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path log = folder.resolve("processing.log");
        List<String> processor = List.of(
                "-cp",
                StudioProcess.classPath(),
                SpringApplicationAotProcessor.class.getName(),
                SampleApplication.class.getName(),
                sources.toString(),
                resources.toString(),
                classes.toString(),
                "io.github.replicate4j",
                "sample-app");
        Process processing = StudioProcess.java(folder, log, processor);
        assertThat(processing.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(processing.exitValue()).as(Files.readString(log)).isZero();
        compile(sources, classes);
        processed = classes + File.pathSeparator + resources + File.pathSeparator;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", StudioProcess.classPath()));
        try (Stream<Path> generated = Files.walk(sources)) {
            generated.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static StudioProcess start(String classPath, List<String> properties) throws IOException {
        StudioProcess studio =
                StudioProcess.start(folder, processed + classPath, List.of("-Dspring.aot.enabled=true"), properties);
        assertThat(studio.printed()).contains("Starting AOT-processed SampleApplication");
        return studio;
    }

    private static void createPicture(RestTestClient client) {
        PicturesApi pictures = new PicturesApi(client);
        String id = pictures.create("a lighthouse");
        pictures.stateWhen(id, "succeeded");
        assertThat(pictures.image(id)).startsWith(0x89, 'P', 'N', 'G');
    }

    private static String read(RestTestClient client, String path) {
        String body = client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }

    /** Return the answer of the assistant, which calls a tool of the application. */
    private static String ask(RestTestClient client, String question) {
        String body = client.post()
                .uri("/api/assistant")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("prompt", question))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }

    @Test
    void createsPicturesWithTheEmulator() throws Exception {
        try (StudioProcess studio = start(StudioProcess.classPath(), List.of())) {
            createPicture(studio.client());
            assertThat(read(studio.client(), "/actuator/health")).contains("\"mode\":\"emulator\"");
            assertThat(read(studio.client(), "/")).contains("a lighthouse");
            assertThat(ask(studio.client(), "Which are the newest pictures?"))
                    .contains("The tool returned", "a lighthouse");
        }
    }

    /** The emulator is optional: on the class path during processing, but not in the application's jar. */
    @Test
    void usesReplicateIfTheEmulatorIsNotOnTheClassPath() throws Exception {
        try (ReplicateEmulator replicate = ReplicateEmulator.start()) {
            List<String> properties = List.of(
                    "--replicate.base-url=" + replicate.baseUrl(), "--replicate.bearer-token=" + replicate.token());
            try (StudioProcess studio = start(StudioProcess.classPath("replicate-emulator"), properties)) {
                createPicture(studio.client());
            }
            assertThat(replicate.requests().all())
                    .extracting(JournalEntry::method)
                    .containsOnlyOnce("POST");
        }
    }
}
