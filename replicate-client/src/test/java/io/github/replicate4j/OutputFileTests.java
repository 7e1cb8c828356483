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

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ResourceHttpMessageConverter;

/** What is told of files that models made, where they are saved, and what hosts of files do. */
class OutputFileTests {

    private static final byte[] CONTENT = new byte[200_000];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    private static final FaultServer.Behaviour WHOLE = FaultServer.bytes(
            "HTTP/1.1 200 OK\nContent-Type: application/octet-stream\nContent-Length: 200000\n", CONTENT);

    @TempDir
    private Path folder;

    private Replicate replicate;

    @BeforeEach
    void makeClient() {
        this.replicate = Wire.builder("http://localhost:1/v1")
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    @AfterEach
    void closeClient() {
        this.replicate.close();
    }

    private static Prediction prediction(String url) {
        try (FaultServer api = FaultServer.start(FaultServer.json(200, Wire.succeeded("abc", "\"" + url + "\"")));
                Replicate reader = Wire.builder(api.baseUrl()).build()) {
            return reader.predictions().get("abc");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private FileOutput file(String url) {
        return this.replicate.output(prediction(url)).file();
    }

    private FileOutput file(FaultServer server) {
        return file(server.origin() + "/out/picture.png?sig=SECRET");
    }

    private byte[] bytes(Twin twin, FaultServer server) {
        Prediction prediction = prediction(server.origin() + "/out/picture.png?sig=SECRET");
        return twin.call(
                this.replicate,
                client -> client.output(prediction).file().bytes(),
                client -> client.output(prediction).file().bytes());
    }

    private Path saveTo(Twin twin, String url, Path target) {
        Prediction prediction = prediction(url);
        return twin.call(
                this.replicate,
                client -> client.output(prediction).file().saveTo(target),
                client -> client.output(prediction).file().saveTo(target));
    }

    private Stream<String> leftInFolder() throws IOException {
        try (Stream<Path> files = Files.list(this.folder)) {
            return files.map(each -> each.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://replicate.delivery/xezq/abc/out-0.webp | out-0.webp | image/webp",
                "https://replicate.delivery/a/out.PNG?sig=x#y | out.PNG | image/png",
                "https://replicate.delivery/a/gr%C3%BC%C3%9Fe%20x.mp4 | grüße x.mp4 | video/mp4",
                "https://replicate.delivery/a/..%2F..%2Fetc%2Fpasswd | passwd | application/octet-stream",
                "https://replicate.delivery/a/%2E%2E | output | application/octet-stream",
                "https://replicate.delivery/a/%00%0d.png | __.png | image/png",
                "https://replicate.delivery/a/.bashrc | bashrc | application/octet-stream",
                "https://replicate.delivery/a/b/ | output | application/octet-stream",
                "https://replicate.delivery | output | application/octet-stream",
                "data:image/png;base64,aGVsbG8= | output.png | image/png",
                "data:image/svg+xml,<svg/> | output.svg | image/svg+xml",
                "data:text/plain;charset=utf-8,x | output.txt | text/plain;charset=utf-8",
                "data:,x | output.txt | text/plain",
                "data:nonsense;base64,aGVsbG8= | output.bin | application/octet-stream"
            })
    void aFileIsNamedAsItsUrlEndsAndItsTypeIsGuessed(String url, String name, String type) {
        FileOutput file = file(url);
        assertThat(file.filename()).isEqualTo(name);
        assertThat(file.contentType()).hasToString(type);
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void inAFolderAFileGetsItsNameAndReplacesNothing(Twin twin) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            String url = server.origin() + "/out/picture.png?sig=SECRET";
            assertThat(saveTo(twin, url, this.folder))
                    .isEqualTo(this.folder.toAbsolutePath().resolve("picture.png"))
                    .hasBinaryContent(CONTENT);
            Files.writeString(this.folder.resolve("picture.png"), "mine");
            assertThat(saveTo(twin, url, this.folder))
                    .hasFileName("picture-2.png")
                    .hasBinaryContent(CONTENT);
            assertThat(saveTo(twin, server.origin() + "/out/..%2Fpicture", this.folder))
                    .hasFileName("picture");
            assertThat(this.folder.resolve("picture.png")).hasContent("mine");
            assertThat(leftInFolder()).containsExactlyInAnyOrder("picture.png", "picture-2.png", "picture");
        }
        assertThat(saveTo(twin, "data:image/png;base64,aGVsbG8=", this.folder))
                .hasFileName("output.png")
                .hasContent("hello");
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void aFolderInWhichNothingCanBeSavedStaysAsItIs(Twin twin) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.status(404, ""))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> saveTo(twin, server.origin() + "/x.png", this.folder));
            assertThat(leftInFolder()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void aHostThatIsDownForAMomentIsAskedAgain(Twin twin) throws Exception {
        try (FaultServer server =
                FaultServer.start(FaultServer.status(503, "<html>")).afterwards(WHOLE)) {
            assertThat(bytes(twin, server)).isEqualTo(CONTENT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void aFileThatIsGoneIsExplained(Twin twin) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.status(404, "<html>"))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> bytes(twin, server))
                    .withMessageContaining("an hour after");
        }
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void aRedirectIsNotFollowed(Twin twin) throws Exception {
        try (FaultServer elsewhere = FaultServer.start().afterwards(WHOLE);
                FaultServer server = FaultServer.start()
                        .afterwards(FaultServer.status(302, "", "Location: " + elsewhere.origin() + "/x?sig=SECRET"))) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> bytes(twin, server))
                    .withMessageContaining("302")
                    .withMessageContaining("Redirects are not followed")
                    .withMessageNotContaining("SECRET");
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(server.requests())
                    .hasSize(1)
                    .allSatisfy(request ->
                            assertThat(request.header("authorization")).isNull());
        }
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void lessThanWasAnnouncedIsNoFile(Twin twin) throws Exception {
        FaultServer.Behaviour less = FaultServer.bytes("HTTP/1.1 200 OK\nContent-Length: 200001\n", CONTENT);
        try (FaultServer server = FaultServer.start().afterwards(less)) {
            assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> bytes(twin, server));
            assertThat(server.requests()).hasSize(3);
        }
    }

    /** HTTP ends the body where it was to end: what follows belongs to no answer. */
    @ParameterizedTest
    @EnumSource(Twin.class)
    void moreThanWasAnnouncedIsCutOffWhereTheFileEnds(Twin twin) throws Exception {
        FaultServer.Behaviour more = FaultServer.bytes("HTTP/1.1 200 OK\nContent-Length: 199990\n", CONTENT);
        try (FaultServer server = FaultServer.start().afterwards(more)) {
            assertThat(bytes(twin, server)).hasSize(199_990);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void aFileThatStallsIsAnError(Twin twin) throws Exception {
        FaultServer.Behaviour stalls = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            new CountDownLatch(1).await();
        };
        this.replicate.close();
        this.replicate = Wire.builder("http://localhost:1/v1")
                .timeout(Duration.ofMillis(100))
                .maxRetries(0)
                .build();
        try (FaultServer server = FaultServer.start().afterwards(stalls)) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> bytes(twin, server))
                    .withMessageContaining("in time");
        }
    }

    @Test
    void aControllerCanHandAFileOut() throws Exception {
        try (FaultServer server = FaultServer.start(WHOLE)) {
            Resource resource = file(server).resource();
            assertThat(server.requests()).isEmpty();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            HttpHeaders headers = new HttpHeaders();
            new ResourceHttpMessageConverter().write(resource, MediaType.IMAGE_PNG, new HttpOutputMessage() {
                @Override
                public OutputStream getBody() {
                    return written;
                }

                @Override
                public HttpHeaders getHeaders() {
                    return headers;
                }
            });
            assertThat(written.toByteArray()).isEqualTo(CONTENT);
            assertThat(headers.getContentType()).isEqualTo(MediaType.IMAGE_PNG);
            assertThat(resource.getDescription()).doesNotContain("SECRET");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aResourceOfAFileThatIsGoneIsAnErrorOfOurs() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.status(404, ""));
                InputStream content = file(server).resource().getInputStream()) {
            assertThat(catchThrowable(content::read)).isInstanceOf(ReplicateException.class);
        }
        try (InputStream content = file("data:,hi").resource().getInputStream()) {
            assertThat(content.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hi");
        }
    }
}
